"""Symbols of decisions and resolutions in words: one table, to print them by and to find them by."""

import re
from functools import cache

from django.utils.translation import gettext, gettext_noop, override

from palermo.core.language import LANGUAGES, fold

# How a record writes the kind, and how a page prints it; any other symbol is the same in every language.
FORMS = {
    "Decision": gettext_noop("Decision %(number)s"),
    "Resolution": gettext_noop("Resolution %(number)s"),
    "CCPCJ resolution": gettext_noop("Crime Commission resolution %(number)s"),
}


def symbol_in_words(symbol: str) -> str:
    """The symbol in the reader’s language; one with slashes alone is the same in all."""
    kind, _space, number = symbol.rpartition(" ")
    return gettext(FORMS[kind]) % {"number": number} if kind in FORMS else symbol


@cache
def every_form(symbol: str) -> tuple[str, ...]:
    """The symbol as it is recorded, and as each language prints it."""
    said = [symbol]
    for language in LANGUAGES:
        with override(language):
            said.append(symbol_in_words(symbol))
    return tuple(dict.fromkeys(said))


@cache
def printed() -> list[tuple[re.Pattern[str], str]]:
    """Each form as each language prints it, folded, and the kind that it is recorded as."""
    found = []
    for kind, form in FORMS.items():
        for language in LANGUAGES:
            with override(language):
                before, after = fold(gettext(form)).split("%(number)s")
            found.append((re.compile(rf"{re.escape(before)}(\d[\d/]*){re.escape(after)}"), kind))
    return found


def recorded(text: str) -> tuple[str, str]:
    """The symbol that a text begins with in any language, as records write it, and what follows, folded.

    The symbol is "" where the text begins with none.
    """
    wanted = fold(text).strip()
    matches = [(match, kind) for pattern, kind in printed() if (match := pattern.match(wanted))]
    if not matches:
        return "", wanted
    longest, kind = max(matches, key=lambda found: found[0].end())
    return f"{kind} {longest[1]}", wanted[longest.end() :]
