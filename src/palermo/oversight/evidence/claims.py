"""What claims say of a paragraph that has no rule of its own: the newest of each claimant, together."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.core.provenance import Confidence
from palermo.kit.templatetags.kit import figure
from palermo.mandates.models import FollowUp, FollowUpStatus
from palermo.meetings.queries import symbol_in_words
from palermo.oversight.evidence.findings import Asked, Evidence, Record, Status, listed, nothing, shown

OPEN = (FollowUpStatus.NOT_APPLICABLE, FollowUpStatus.UNKNOWN)  # neither done nor undone


def claimed(asked: Asked) -> Evidence:
    """Met or not met where all who claim say the same; under way where they differ, or say so."""
    newest = newest_of(asked.records.claims.get(asked.paragraph.pk, []))
    if not newest:
        return nothing(_("A follow-up on record would make it known."))
    said = {each.status for each in newest if each.status not in OPEN}
    return shown(status_of(said), [sentence(newest)], [record(asked)])


def newest_of(claims: Iterable[FollowUp]) -> list[FollowUp]:
    """The last claim of each claimant; they come oldest first."""
    found = {(each.claimant, each.state_id, each.organization_id): each for each in claims}
    return list(found.values())


def status_of(said: set[str]) -> Status:
    if not said:
        return Status.UNKNOWN
    if said == {FollowUpStatus.DONE}:
        return Status.MET
    return Status.NOT_MET if said == {FollowUpStatus.NOT_STARTED} else Status.UNDER_WAY


def sentence(newest: list[FollowUp]) -> str:
    """How many claim what, in the order of the statuses."""
    counts = [
        f"{label} {figure(count)}"
        for code, label in FollowUpStatus.choices
        if (count := sum(each.status == code for each in newest))
    ]
    form = ngettext("%(count)s claimant says: %(what)s.", "%(count)s claimants say: %(what)s.", len(newest))
    return form % {"count": figure(len(newest)), "what": listed(counts)}


def record(asked: Asked) -> Record:
    """The claims themselves, side by side on the page of the paragraph; nobody has verified them."""
    row = asked.paragraph
    symbol = symbol_in_words(asked.records.deliberation.symbol)
    return Record(
        _("Follow-ups of %(paragraph)s") % {"paragraph": f"{symbol} {row.marker}".strip()},
        "mandates:paragraph",
        {"key": row.deliberation_id, "label": row.label},
        confidence=Confidence.UNVERIFIED,
        short=_("Follow-ups"),
    )
