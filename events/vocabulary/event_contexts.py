"""PLOVER's 37 contexts: what an event is about."""

from django.db import models


class EventContext(models.TextChoices):
    """The subject of an event, which can have several. The topics of statements reuse these words."""

    MILITARY = "military", "Concerns armed forces, their operations, equipment or support for them."
    INTELLIGENCE = "intelligence", "Concerns espionage, surveillance or secret information."
    EXECUTIVE = "executive", "Concerns the head of state, the government or its administration."
    LEGISLATIVE = "legislative", "Concerns a parliament, its debates, bills or majorities."
    ELECTION = "election", "Concerns an election, referendum or campaign."
    POLITICAL_INSTITUTIONS = (
        "political_institutions",
        "Concerns the constitution, form of government or rules of political life.",
    )
    PRO_DEMOCRACY = "pro_democracy", "Concerns efforts to establish, widen or defend democracy."
    PRO_AUTOCRACY = (
        "pro_autocracy",
        "Concerns efforts to weaken democracy or entrench the rule of one person or party.",
    )
    ECONOMIC = "economic", "Concerns trade, finance, production, prices or development."
    LEGAL = "legal", "Concerns national law, its courts and proceedings, or law in general."
    REPARATIONS = "reparations", "Concerns compensation or redress for past wrongs."
    HUMAN_RIGHTS = "human_rights", "Concerns human rights, named as such, or their violation."
    RIGHTS_FREEDOMS = (
        "rights_freedoms",
        "Concerns civil and political liberties such as speech, assembly and the press.",
    )
    REPRESSION = "repression", "Concerns a state's use of force or law to suppress its opponents."
    HUMAN_SECURITY = (
        "human_security",
        "Concerns people's access to food, water, housing, energy, land or safety.",
    )
    GENDER = "gender", "Concerns women, gender relations or gender equality."
    LGBT = "lgbt", "Concerns lesbian, gay, bisexual or transgender people."
    RELIGION_ETHNICITY = (
        "religion_ethnicity",
        "Concerns a religion, an ethnic group, or religion and ethnicity in general.",
    )
    INEQUALITY = "inequality", "Concerns unequal shares of wealth, power or opportunity."
    DIPLOMATIC = "diplomatic", "Concerns relations, talks or agreements between states."
    TERRITORY = "territory", "Concerns who holds, claims or controls a territory or border."
    PEACEKEEPING = "peacekeeping", "Concerns peacekeepers, monitors or their mandate."
    HEALTH = "health", "Concerns disease, medical care or public health."
    ASYLUM = "asylum", "Concerns protection sought or granted in another country."
    MIGRATION = "migration", "Concerns migrants, refugees or displaced people."
    DISASTERS = "disasters", "Concerns a natural disaster or a large accident."
    NATURAL_RESOURCE = (
        "natural_resource",
        "Concerns oil, gas, minerals, water, fish, forests or other resources of nature.",
    )
    ENVIRONMENT = "environment", "Concerns pollution, conservation or climate."
    TECHNOLOGY = "technology", "Concerns science, technology or the transfer of know-how."
    TERRORISM = (
        "terrorism",
        "Concerns acts that the article calls terrorism, or measures against it.",
    )
    CBRN = "cbrn", "Concerns chemical, biological, radiological or nuclear weapons or hazards."
    CYBER = "cyber", "Concerns attacks on, or crime with, computers and networks."
    MISINFORMATION = "misinformation", "Concerns false or misleading information and its spread."
    CRIME = "crime", "Concerns crimes, criminals or their prosecution."
    CORRUPTION = "corruption", "Concerns the abuse of office for private gain."
    ILLEGAL_DRUGS = "illegal_drugs", "Concerns the making, trade or use of prohibited drugs."
    TRAFFICKING = "trafficking", "Concerns the illegal trade in people, arms, wildlife or goods."
