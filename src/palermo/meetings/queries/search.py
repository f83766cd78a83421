"""Sessions and outcomes by what people type: a plain match among the rows that are held."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from palermo.core.actor import Actor
from palermo.core.language import fold, fold_names
from palermo.meetings.models import Body, Outcome, Session
from palermo.meetings.queries.records import records
from palermo.meetings.queries.symbols import recorded

WORD = re.compile(r"\w+")
CHINESE = "\u3400"  # from here on names have no spaces between words


def search_sessions(actor: Actor, text: str) -> list[Session]:
    """Sessions by the symbol of their report, by “cop 4”, or by words of the body’s name and a number."""
    wanted = fold(text).strip()
    key, is_spoken_of = wanted.replace(" ", "-"), spoken(actor, wanted)
    return [
        each
        for each in records(actor).sessions
        if wanted in each.folded or each.key == key or is_spoken_of(each)
    ]


def spoken(actor: Actor, wanted: str) -> Callable[[Session], bool]:
    """Sessions of the bodies whose names, in any language, hold every word; numbers are ordinals or years."""
    said = WORD.findall(wanted)
    numbers = {int(word) for word in said if word.isascii() and word.isdigit() and len(word) < 5}
    rest = [word for word in said if not word.isdigit()]
    called = {each.key for each in records(actor).bodies if named(each, rest)} if rest else set()
    return lambda each: each.body_id in called and (not numbers or bool(numbers & {each.number, each.year}))


def named(body: Body, wanted: list[str]) -> bool:
    """Whether a body is called so; the reader’s words for session and meeting may stand there too."""
    empty = {"body": "", "number": ""}
    ordinary = _("%(body)s, session %(number)s") % empty + _("%(body)s, meeting %(number)s") % empty
    names = fold_names(" ".join([*body.names.values(), *body.short_names.values(), ordinary]))
    words = set(WORD.findall(names))
    return all(word in words or (word >= CHINESE and word in names) for word in wanted)


def search_outcomes(actor: Actor, text: str) -> list[Outcome]:
    """Outcomes by symbol, as records write it or as a page prints it in any language, or by title."""
    wanted = as_recorded(text)
    return [each for each in records(actor).outcomes if wanted in each.folded]


def as_recorded(text: str) -> str:
    """Folded, and a symbol at its beginning as records write it."""
    symbol, rest = recorded(text)
    return fold(symbol) + rest
