"""In which languages decisions are held, and what is printed in each."""

from collections import defaultdict

from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import (
    Deliberation,
    LanguageVersion,
)

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
