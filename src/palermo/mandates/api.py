"""Decisions, their paragraphs and texts, and what is asked of whom, for programs."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from django.utils.translation import gettext_noop
from ninja import Router

from palermo.core.errors import Missing
from palermo.core.language import LANGUAGES
from palermo.kit.http import Request, today
from palermo.kit.operations import MOST, USUAL, Q, asks, lists, place, place_after, reads
from palermo.mandates import queries
from palermo.mandates.forms.filters import wanted_of
from palermo.mandates.models import (
    Deliberation,
    LanguageVersion,
    Mandate,
    OperativeAct,
    Paragraph,
    ParagraphAddressee,
    PrintedParagraph,
    Progress,
    Standing,
)
from palermo.mandates.queries.figures import years
from palermo.mandates.queries.mandates import DUE
from palermo.mandates.queries.paragraph import place as place_of
from palermo.mandates.queries.paragraph import printed_in, printed_whole, texts_held
from palermo.mandates.queries.rows import in_batches
from palermo.mandates.schemas import (
    DeliberationOut,
    MandateOut,
    OneParagraphOut,
    ParagraphOut,
    PrintedOut,
    VersionOut,
)

router = Router(tags=["mandates"])
Key = Annotated[str, place("Key of a decision or resolution", "4-4")]
Label = Annotated[str, place("Label of a paragraph", "o.i", r"^[-\w.]+$")]
Language = Annotated[str, place("Code of a language", "en")]
PARTY = asks(
    "party",
    "Of whom: code of a State, key of an organization, or a kind of addressees; with all that reaches it.",
    pattern="^[-a-zA-Z_0-9]{1,40}$",
    examples=["JPN"],
)
STATE = asks("state", "Code of a State that is named.", pattern="^[A-Z]{3}$", examples=["JPN"])
ORGANIZATION = asks("organization", "Name in addresses of an organization that is named.", examples=["eu"])
ADDRESSEE = asks("addressee", "Kind of addressees.", enum=ParagraphAddressee.values)
ACT = asks("act", "What the paragraph does.", enum=OperativeAct.values)
DAY_OF = asks("due", "Which days by which it is asked, as at today.", enum=list(DUE))
FROM = asks("from", "First day by which it is asked, such as 2012-01-01.", format="date")
TO = asks("to", "Last day by which it is asked, such as 2012-12-31.", format="date")
THEME = asks("theme", "Key of a theme, such as victims.", examples=["victims"])
PROGRESS = asks("progress", "What is claimed of it.", enum=Progress.values)
STANDING = asks("standing", "Whether it still stands.", enum=Standing.values)
YEAR = asks("year", "Year of adoption that is on record.", pattern="^[0-9]{4}$", examples=["2008"])
DECISION = asks("decision", "Key of a decision or resolution.", examples=["4-4"])


def adopted_of(row: Deliberation) -> tuple[str, str]:
    return row.adopted.isoformat() if row.adopted else "", row.key


@lists(
    router,
    "/deliberations",
    DeliberationOut,
    "Decisions and resolutions that were read into paragraphs, the oldest first",
    by=adopted_of,
)
def deliberations(request: Request) -> Sequence[Deliberation]:
    """By the day of their adoption, those without one first."""
    return sorted(queries.every(request.actor).values(), key=adopted_of)


@reads(router, "/deliberations/{slug:key}", DeliberationOut, "A decision or resolution")
def deliberation(request: Request, key: Key) -> DeliberationOut:
    """A decision or resolution by its key."""
    return DeliberationOut.of(queries.deliberation(request.actor, key))


@lists(
    router,
    "/deliberations/{slug:key}/paragraphs",
    ParagraphOut,
    "The paragraphs of a decision or resolution, as its text has them",
    by=lambda row: (row.order, row.key),
)
def paragraphs(request: Request, key: Key) -> Sequence[Paragraph]:
    """The clauses of the preamble, then each operative paragraph with its items; in our own words."""
    found = queries.deliberation(request.actor, key)
    return queries.paragraphs(request.actor, found.key)


@reads(
    router,
    "/deliberations/{slug:key}/paragraphs/{label}",
    OneParagraphOut,
    "A paragraph of a decision or resolution, with its words in every language that is held",
)
def paragraph(request: Request, key: Key, label: Label) -> OneParagraphOut:
    """A paragraph by its label, such as f or o.i."""
    found = place_of(request.actor, key, label)
    printed = printed_in(request.actor, [found.paragraph]).get(found.paragraph.pk, [])
    return OneParagraphOut.whole(ParagraphOut.of(found.paragraph), found.mandate, printed)


@lists(
    router,
    "/deliberations/{slug:key}/texts",
    VersionOut,
    "The texts of a decision or resolution that are held, a language each",
    by=lambda row: (row.language,),
)
def deliberation_texts(request: Request, key: Key) -> Sequence[LanguageVersion]:
    """As their holders imported them, each with the file that it came from."""
    return texts_held(request.actor, queries.deliberation(request.actor, key).key)


@lists(
    router,
    "/deliberations/{slug:key}/texts/{slug:language}/paragraphs",
    PrintedOut,
    "The paragraphs of a decision or resolution as printed in one language",
    by=lambda row: (row.start, row.paragraph.label),
)
def printed_paragraphs(request: Request, key: Key, language: Language) -> Sequence[PrintedParagraph]:
    """Their words, and what was read in them, in the order of the text; none where it is not held in it."""
    if language not in LANGUAGES:
        raise Missing("language.missing", gettext_noop("There is no such language here."))
    rows = printed_whole(request.actor, queries.deliberation(request.actor, key).key, language)
    return sorted(rows, key=lambda row: (row.start, row.paragraph.label))


@lists(
    router,
    "/mandates",
    MandateOut,
    "What is asked: every operative paragraph on record",
    *(PARTY, ADDRESSEE, STATE, ORGANIZATION, ACT, DAY_OF, FROM, TO, THEME, PROGRESS, STANDING, YEAR),
    *(DECISION, Q),
    by=lambda row: (row.pk,),
)
def mandates(request: Request) -> Iterator[Mandate]:
    """In the order in which they were put on record; with the filters of the page."""
    wanted = wanted_of(request, request.actor, years(request.actor))
    place, *_more = place_after(request) or (0,)
    found = queries.mandates(request.actor, wanted, today())
    asked = request.GET.get("limit", "")
    size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else USUAL
    return in_batches(found, place if isinstance(place, int) else 0, min(size, MOST) + 1)
