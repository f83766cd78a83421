"""What came of a paragraph: claims side by side, what it stands in the place of, and the tasks of it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import fold
from palermo.core.permissions import Action, check, may
from palermo.mandates.models import FollowUp, Paragraph, ParagraphKind, Succession, Task
from palermo.mandates.queries.reading import cited
from palermo.meetings import queries as meetings

NOTHING = gettext_noop("There is nothing at this address.")


@dataclass(frozen=True, slots=True)
class Following:
    """All that is on record of what came of a paragraph, and what the actor may do about it."""

    paragraph: Paragraph
    claims: list[FollowUp]  # the newest first
    withdrawn: list[FollowUp]
    own: frozenset[int]  # claims that the actor may withdraw
    earlier: list[Succession]
    later: list[Succession]
    tasks: list[Task] | None  # None for whoever may not read them
    may_record: bool
    may_link: bool
    may_set: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to be shown beside that nothing is on record."""
        return bool(self.claims or self.withdrawn or self.earlier or self.later or self.tasks)


def of(actor: Actor, paragraph: Paragraph) -> Following:
    """What came of a paragraph, in a number of queries that does not grow."""
    check(actor, Action.READ_MANDATES)
    found = list(claims_of(paragraph))
    operative = paragraph.kind == ParagraphKind.OPERATIVE
    links = Succession.objects.select_related("later__deliberation", "earlier__deliberation").order_by("pk")
    tasks = Task.objects.filter(paragraph=paragraph).select_related("owner")
    return Following(
        paragraph,
        [each for each in found if each.withdrawn_at is None],
        [each for each in found if each.withdrawn_at],
        frozenset(each.pk for each in found if may_withdraw(actor, each)),
        list(links.filter(later=paragraph)),
        list(links.filter(earlier=paragraph)),
        list(tasks) if may(actor, Action.READ_TASKS) else None,
        operative and may(actor, Action.RECORD_FOLLOW_UP),
        operative and may(actor, Action.CORRECT_FACTS),
        operative and may(actor, Action.MANAGE_TASKS),
    )


def claims_of(paragraph: Paragraph) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(paragraph=paragraph)
    return rows.select_related("state", "organization").order_by("-as_at", "-pk")


def may_withdraw(actor: Actor, row: FollowUp) -> bool:
    party = row.state_id or row.organization_id or ""
    return row.withdrawn_at is None and may(actor, Action.RECORD_FOLLOW_UP, party)


def paragraph(actor: Actor, key: str, label: str) -> Paragraph:
    """An operative paragraph by its decision and label. Raises Missing for anything else."""
    check(actor, Action.READ_MANDATES)
    rows = Paragraph.objects.filter(deliberation=key, label=label, kind=ParagraphKind.OPERATIVE)
    found = rows.select_related("deliberation__body").first()
    if found is None:
        raise Missing("page.missing", NOTHING)
    return found


def follow_up(actor: Actor, pk: int) -> FollowUp:
    """A claim that the actor may withdraw, or might have. Raises Missing for anybody else’s."""
    check(actor, Action.RECORD_FOLLOW_UP)
    rows = FollowUp.objects.select_related("paragraph__deliberation", "state", "organization")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Missing("page.missing", NOTHING)
    check(actor, Action.RECORD_FOLLOW_UP, found.state_id or found.organization_id or "")
    return found


def link(actor: Actor, pk: int) -> Succession:
    """A link between two paragraphs. Raises Missing."""
    check(actor, Action.READ_MANDATES)
    rows = Succession.objects.select_related("later__deliberation", "earlier__deliberation")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Missing("page.missing", NOTHING)
    return found


def named(actor: Actor, text: str) -> list[Paragraph]:
    """The operative paragraphs that a text names: by key, as 4-4/o, or by symbol and label, as 4/4 (o)."""
    check(actor, Action.READ_MANDATES)
    rows = Paragraph.objects.filter(kind=ParagraphKind.OPERATIVE).select_related("deliberation")
    wanted = " ".join(text.split())
    if found := list(rows.filter(key=wanted)):
        return found
    if found := list(rows.filter(cited(wanted))[:9]):
        return found
    symbol, label = parted(wanted)
    forms = {symbol, meetings.recorded(symbol)[0]} - {""}
    return list(rows.filter(label=label, deliberation__symbol__in=forms)[:9])


def parted(text: str) -> tuple[str, str]:
    """A symbol and the label behind it, whatever stands between them."""
    words = fold(text).replace(",", " ").replace("،", " ").split()
    label = words[-1].strip("().") if words else ""
    rest = text.replace(",", " ").replace("،", " ").split()[:-1]
    if rest and fold(rest[-1]).strip(".") in (
        "para",
        "paragraph",
        "par",
        "paragraphe",
        "parrafo",
        "п",
        "пункт",
    ):
        rest = rest[:-1]
    return " ".join(rest), label
