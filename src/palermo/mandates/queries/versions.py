"""In which languages decisions are held, and what is printed in each."""

from collections import defaultdict
from datetime import UTC, date, datetime, time

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import Text
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import (
    Addressee,
    Deliberation,
    FollowUp,
    LanguageVersion,
    Paragraph,
    PrintedParagraph,
)
from palermo.mandates.queries import reading

HEADING = 48  # characters of a paragraph that stand for it in a list of contents


def languages_held(actor: Actor) -> dict[str, list[str]]:
    """The languages of each decision of which a text is held; read once while nothing changes."""
    check(actor, Action.READ_MANDATES)
    return remembered("palermo.mandates", "languages", read_languages)


def read_languages() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, language in LanguageVersion.objects.order_by("pk").values_list("deliberation", "language"):
        found[key].append(language)
    return dict(found)


def version(actor: Actor, key: str, language: str) -> LanguageVersion:
    """The text of a decision in a language. Raises Missing where it is not held."""
    check(actor, Action.READ_MANDATES)
    found = LanguageVersion.objects.filter(deliberation=key, language=language).first()
    if found is None:
        raise Missing("version.missing", gettext_noop("This decision is not held in that language."))
    return found


def versions(actor: Actor, key: str) -> list[LanguageVersion]:
    """The texts of a decision, without their content, in the order in which they came."""
    check(actor, Action.READ_MANDATES)
    return list(LanguageVersion.objects.filter(deliberation=key).defer("content").order_by("pk"))


def printed(actor: Actor, key: str) -> dict[int, dict[str, PrintedParagraph]]:
    """What is printed of each paragraph of a decision, by its language."""
    check(actor, Action.READ_MANDATES)
    found: dict[int, dict[str, PrintedParagraph]] = defaultdict(dict)
    for each in (
        PrintedParagraph.objects.filter(paragraph__deliberation=key).defer("folded").order_by("version")
    ):
        found[each.paragraph_id][each.language] = each
    return dict(found)


def worded(actor: Actor, key: str) -> list[Paragraph]:
    """The paragraphs of a decision; an imported one’s have the words that are printed where others have ours.

    Its headings are the first of these words.
    """
    rows = reading.paragraphs(actor, key)
    if not reading.deliberation(actor, key).imported:
        return rows
    found = printed(actor, key)
    for row in rows:
        said = {language: each.words for language, each in found.get(row.pk, {}).items()}
        row.summaries = Text(said)
        row.headings = Text({language: Truncator(words).chars(HEADING) for language, words in said.items()})
    return rows


def claims_as_at(actor: Actor, key: str, on: date) -> dict[int, list[FollowUp]]:
    """The claims about each paragraph of a decision that stood on a day, the oldest first."""
    check(actor, Action.READ_MANDATES)
    end = datetime.combine(on, time.max, UTC)
    held = FollowUp.objects.filter(paragraph__deliberation=key, as_at__lte=on)
    standing = held.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=end))
    found: dict[int, list[FollowUp]] = defaultdict(list)
    for each in standing.order_by("as_at", "pk"):
        found[each.paragraph_id].append(each)
    return dict(found)


def addressees(actor: Actor, row: Paragraph) -> list[Addressee]:
    """Whom a paragraph addresses, in the order of its words."""
    check(actor, Action.READ_MANDATES)
    return list(Addressee.objects.filter(mandate=row.pk).order_by("order"))


def of_symbol(actor: Actor, symbol: str) -> list[Deliberation]:
    """The decisions of one symbol; several bodies may number alike."""
    check(actor, Action.READ_MANDATES)
    return list(Deliberation.objects.filter(symbol=symbol).order_by("key")) if symbol else []


def unused_key(actor: Actor, key: str) -> str:
    """The key, or with a figure behind where a decision has it."""
    check(actor, Action.READ_MANDATES)
    taken = set(Deliberation.objects.filter(key__startswith=key).values_list("key", flat=True))
    found, turn = key, 2
    while found in taken:
        found, turn = f"{key}-{turn}", turn + 1
    return found


def is_held(actor: Actor, digest: str, content: str) -> bool:
    """Whether the same text, of the same file, is held already."""
    check(actor, Action.READ_MANDATES)
    return LanguageVersion.objects.filter(digest=digest, content=content).exists()
