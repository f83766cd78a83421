"""Sessions and outcomes by what people type: a plain match in the database."""

import re

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from palermo.core.actor import Actor
from palermo.core.language import fold
from palermo.meetings.models import Body, Outcome, Session
from palermo.meetings.queries.records import outcomes, records, sessions
from palermo.meetings.queries.symbols import recorded

# Texts in six languages that a list of results does not show, and that take time to read.
UNSHOWN, UNSHOWN_OF_BODIES = ("notes", "folded", "source"), ("body__names", "body__source")
WORD = re.compile(r"\w+")
CHINESE = "\u3400"  # from here on names have no spaces between words


def search_sessions(actor: Actor, text: str) -> QuerySet[Session]:
    """Sessions by the symbol of their report, by “cop 4”, or by words of the body’s name and a number."""
    wanted = fold(text).strip()
    match = Q(folded__contains=wanted) | Q(key=wanted.replace(" ", "-"))
    return sessions(actor).filter(match | spoken(actor, wanted)).defer(*UNSHOWN, *UNSHOWN_OF_BODIES)


def spoken(actor: Actor, wanted: str) -> Q:
    """Sessions of the bodies whose names, in any language, hold every word; numbers are ordinals or years."""
    said = WORD.findall(wanted)
    numbers = [int(word) for word in said if word.isascii() and word.isdigit() and len(word) < 5]
    rest = [word for word in said if not word.isdigit()]
    if not rest:
        return Q(pk__in=[])
    match = Q(body__in=[each.key for each in records(actor).bodies if named(each, rest)])
    return match & (Q(number__in=numbers) | Q(year__in=numbers)) if numbers else match


def named(body: Body, wanted: list[str]) -> bool:
    """Whether a body is called so; the reader’s words for session and meeting may stand there too."""
    empty = {"body": "", "number": ""}
    ordinary = _("%(body)s, session %(number)s") % empty + _("%(body)s, meeting %(number)s") % empty
    names = fold(" ".join([*body.names.values(), *body.short_names.values(), ordinary]))
    words = set(WORD.findall(names))
    return all(word in words or (word >= CHINESE and word in names) for word in wanted)


def search_outcomes(actor: Actor, text: str) -> QuerySet[Outcome]:
    """Outcomes by symbol, as records write it or as a page prints it in any language, or by title."""
    found = outcomes(actor).select_related(None).select_related("body")
    return found.filter(folded__contains=as_recorded(text)).defer(
        *UNSHOWN, "group_effect_notes", *UNSHOWN_OF_BODIES
    )


def as_recorded(text: str) -> str:
    """Folded, and a symbol at its beginning as records write it."""
    symbol, rest = recorded(text)
    return fold(symbol) + rest
