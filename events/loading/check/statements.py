"""Statements: what the coder infers has a reason, and a relation is to a different statement."""

from events.loading.wording import shown
from events.vocabulary import Basis


def reasons(*names):
    """Return the rule that an inferred value has its reason, for fields `{name}_basis` and `{name}_reason`."""

    def rule(entry, world):
        values = entry.values
        for name in names:
            basis, reason = f"{name}_basis", f"{name}_reason"
            if values.get(basis) == Basis.INFERRED and reason in values and values[reason] is None:
                yield reason, f"{reason} is null but {basis} is 'inferred'; say why it is inferred"

    return rule


def addressees(entry, world):
    """The inferred addressees are some of the addressees, and have a reason."""
    values = entry.values
    inferred = values.get("inferred_addressees") or ()
    if "addressees" in values:
        for key in inferred:
            if key not in values["addressees"]:
                yield (
                    "inferred_addressees",
                    f"inferred_addressees holds {shown(key)}, which is not in addressees; add it to both or to neither",
                )
    if inferred and "addressees_reason" in values and values["addressees_reason"] is None:
        yield (
            "addressees_reason",
            "addressees_reason is null but there are inferred_addressees; say why they are inferred",
        )


def translation(entry, world):
    """Words that somebody translated are a translation."""
    values = entry.values
    if values.get("translated_by") is not None and values.get("translated") is False:
        yield (
            "translated",
            f"translated is false but translated_by is {shown(values['translated_by'])}; say true, or leave it out",
        )


def related(entry, world):
    """A statement is related to a different one."""
    statement, target = entry.values.get("statement"), entry.values.get("target")
    if statement is not None and statement == target:
        yield (
            "target",
            f"target is the statement {shown(target)} itself; give a different statement",
        )
