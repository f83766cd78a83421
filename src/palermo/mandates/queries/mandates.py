"""Operative paragraphs as lists have them: what of them is wanted, in which order, and the rows of a page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex

from palermo.core.actor import Actor
from palermo.core.language import fold
from palermo.core.permissions import Action, check
from palermo.mandates.models import Addressee, Mandate, PrintedParagraph, Progress
from palermo.mandates.queries.asked import party, reaching

# What a day by which something is asked may be, beside between two days.
DUE = ("late", "to_come", "dated", "none")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list asks for; "" and None are everything.

    A `party` is asked whether it is named, or of a kind that is addressed.
    """

    party: str = ""
    addressee: str = ""
    state: str = ""
    organization: str = ""
    act: str = ""
    due: str = ""
    since: date | None = None
    until: date | None = None
    theme: str = ""
    progress: str = ""
    standing: str = ""
    year: str = ""
    decision: str = ""
    q: str = ""

    @property
    def any(self) -> bool:
        return self != Wanted()


def mandates(actor: Actor, wanted: Wanted, on: date) -> QuerySet[Mandate]:
    """The operative paragraphs that fit, in no order."""
    check(actor, Action.READ_MANDATES)
    equal = {
        "act": wanted.act,
        "theme": wanted.theme,
        "progress": wanted.progress,
        "standing": wanted.standing,
        "year": wanted.year,
        "deliberation": wanted.decision,
    }
    found = Mandate.objects.filter(**{name: value for name, value in equal.items() if value})
    to = {
        "kind": wanted.addressee,
        "state": wanted.state,
        "organization": wanted.organization,
    }
    if asked := {name: value for name, value in to.items() if value}:
        found = found.filter(pk__in=Addressee.objects.filter(**asked).values("mandate"))
    if wanted.party:
        found = found.filter(reaching(actor, party(actor, wanted.party), on))
    return containing(by_when(found, wanted, on), wanted.q)


def by_when(found: QuerySet[Mandate], wanted: Wanted, on: date) -> QuerySet[Mandate]:
    """Those whose day fits."""
    if wanted.since:
        found = found.filter(due__gte=wanted.since)
    if wanted.until:
        found = found.filter(due__lte=wanted.until)
    if wanted.due == "none":
        return found.filter(due=None)
    if wanted.due == "late":
        return late(found, on)
    if wanted.due == "to_come":
        return found.filter(due__gte=on)
    return found.exclude(due=None) if wanted.due == "dated" else found


def late(found: QuerySet[Mandate], on: date) -> QuerySet[Mandate]:
    """Those whose day has passed, and of which nobody says that they are done."""
    return found.filter(due__lt=on).exclude(progress=Progress.DONE)


def containing(found: QuerySet[Mandate], text: str) -> QuerySet[Mandate]:
    """Those with the words in our summary, or in the printed text of any language."""
    words = fold(text).strip()
    if not words:
        return found
    printed = PrintedParagraph.objects.annotate(at=StrIndex("folded", Value(words)))
    return found.annotate(at=StrIndex("paragraph__folded", Value(words))).filter(
        Q(at__gt=0) | Exists(printed.filter(paragraph=OuterRef("pk"), at__gt=0))
    )
