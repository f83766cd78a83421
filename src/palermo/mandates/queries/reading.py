"""What an actor may see of decisions and their paragraphs."""

import re

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, SmallIntegerField, When

from palermo.core.actor import Actor
from palermo.core.citation import ARABIC, ROMAN
from palermo.core.errors import Missing
from palermo.core.language import begins, fold
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Deliberation, Paragraph, PrintedParagraph
from palermo.meetings import queries as meetings

# What cites a paragraph, folded: perhaps a number, perhaps the word, a letter, perhaps the point below it.
CITED = re.compile(
    r"""(?P<number>\d+/\d+)?[\s,،]*
    (?:(?:para(?:graphe?)?|par(?:rafo|r)?|пункта?|п|الفقره|段)\.?)?\s*
    \(?(?P<letter>[a-z]|[ا-ي])\)?[段项]?
    (?:[ .(]+(?P<point>[ivx]{1,5}|\d{1,2})\)?目?)?""",
    re.VERBOSE,
)
LATIN = {fold(arabic): letter for letter, arabic in ARABIC.items()}
NUMERAL = {str(value): numeral for numeral, value in ROMAN.items()}  # Arabic prints points as figures


def deliberations(actor: Actor) -> QuerySet[Deliberation]:
    """Decisions and resolutions that were read into paragraphs, by the day of their adoption."""
    check(actor, Action.READ_MANDATES)
    return Deliberation.objects.select_related("body").order_by("adopted", "key")


def every(actor: Actor) -> dict[str, Deliberation]:
    """The same by their keys, read once while nothing changes."""
    check(actor, Action.READ_MANDATES)
    return remembered(
        "palermo.mandates palermo.meetings",
        "deliberations",
        lambda: {each.key: each for each in deliberations(actor)},
    )


def deliberation(actor: Actor, key: str) -> Deliberation:
    found = every(actor).get(key)
    if found is None:
        raise Missing(
            "deliberation.missing",
            "There is no decision or resolution “%(key)s” on record.",
            key=key[:40],
        )
    return found


def paragraphs(actor: Actor, key: str) -> list[Paragraph]:
    """The clauses of the preamble, then each operative paragraph with its items, as the text has them.

    Those of a shipped decision are read once; imported ones may be thousands.
    """
    check(actor, Action.READ_MANDATES)
    found = Paragraph.objects.filter(deliberation=key).defer("folded").order_by("order")
    decision = every(actor).get(key)
    if decision is None or decision.imported:
        return list(found)
    return remembered("palermo.mandates", ("paragraphs", key), lambda: list(found))


def pointing(actor: Actor) -> list[Paragraph]:
    """The paragraphs of every decision that name a provision, in their order; read once."""
    check(actor, Action.READ_MANDATES)
    found = Paragraph.objects.exclude(provisions="").defer("folded", "source")
    ordered = found.order_by("deliberation__adopted", "deliberation", "order")
    return remembered("palermo.mandates", "pointing", lambda: list(ordered))


def search_deliberations(actor: Actor, text: str) -> list[Deliberation]:
    """Decisions and resolutions by symbol, as recorded or as any language prints it, or by title."""
    return [each for each in every(actor).values() if begins(text, names_of(each))]


def names_of(each: Deliberation) -> list[str]:
    return [each.key, *meetings.every_form(each.symbol), *each.titles.values()]


def search(actor: Actor, text: str) -> QuerySet[Paragraph]:
    """Paragraphs by citation, letter, heading, summary or printed words, in any language.

    The one cited comes first. Each has what is printed of it.
    """
    check(actor, Action.READ_MANDATES)
    first = cited(text)
    found = Paragraph.objects.defer("folded", "deadlines", "source").annotate(
        place=Case(When(first, then=0), default=1, output_field=SmallIntegerField())
    )
    words = fold(text)
    printed = PrintedParagraph.objects.filter(paragraph=OuterRef("pk"), folded__contains=words)
    match = first | Q(folded__contains=words) | Exists(printed)
    shown = Prefetch("printed_in", queryset=PrintedParagraph.objects.only("paragraph", "language", "words"))
    ordered = found.filter(match).order_by("place", "deliberation__adopted", "deliberation", "order")
    return ordered.select_related("deliberation").prefetch_related(shown)


def cited(text: str) -> Q:
    """The paragraph that a text cites, such as “o.ii”, “(f)”, “para. (p)” or “Decision 4/4 (f)”, or none."""
    symbol, rest = meetings.recorded(text)
    found = CITED.fullmatch(rest.strip())
    if not found:
        return Q(pk__in=[])
    letter, point = LATIN.get(found["letter"], found["letter"]), found["point"]
    label = f"{letter}.{NUMERAL.get(point, point)}" if point else letter
    number = symbol or (found["number"] and f" {found['number']}")
    return Q(label=label, deliberation__symbol__endswith=number or "")
