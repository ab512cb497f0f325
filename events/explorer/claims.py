"""Claims on an event set against one another: by attribute, those that contradict each other first."""

from events.explorer import dates
from events.vocabulary import ClaimStand

_NUMBERS = ("low", "best", "high")


def side_by_side(event):
    """Return a list of {attribute, contradict, agree, claims, own} of an event, contradictions first."""
    by_attribute = {}
    for claim in event["claims"]:
        shown = claim | {"words": words_of(claim), "is_against": _is_against(claim)}
        by_attribute.setdefault(claim["attribute"], []).append(shown)
    found = [
        {
            "attribute": attribute,
            "contradict": any(one["is_against"] for one in claims),
            "agree": _agree(claims),
            "claims": claims,
            "own": _own(event, attribute),
        }
        for attribute, claims in by_attribute.items()
    ]
    return sorted(found, key=lambda one: not one["contradict"])


def against(event):
    """Return (attribute, what the claims say) of each attribute of an event whose claims contradict each other."""
    return [
        (
            one["attribute"],
            list(dict.fromkeys(claim["words"] for claim in one["claims"] if claim["is_against"])),
        )
        for one in side_by_side(event)
        if one["contradict"]
    ]


def _own(event, attribute):
    """Return what the record itself has for an attribute, in words, or None where claims are all there is."""
    if attribute in ("start_date", "end_date"):
        return dates.of_event(event)
    return event["place_name"] if attribute == "place" else None


def words_of(claim):
    """Return what a claim says, as text: its value, or its numbers with their unit and quantifier."""
    numbers = [claim.get(name) for name in _NUMBERS]
    known = [f"{number:,}" for number in dict.fromkeys(numbers) if number is not None]
    text = claim.get("value") or "–".join(known)
    if known and claim.get("value"):
        text = f"{claim['value']} ({'–'.join(known)})"
    parts = (_quantified(claim), text, claim.get("unit"))
    return " ".join(part for part in parts if part)


def _quantified(claim):
    quantifier = claim.get("quantifier")
    return quantifier.replace("_", " ") if quantifier and quantifier != "exact" else ""


def _agree(claims):
    return len(claims) > 1 and all(
        claim.get("stands") == ClaimStand.AGREES or claim.get("chosen") for claim in claims
    )


def _is_against(claim):
    return claim.get("stands") == ClaimStand.CONTRADICTS
