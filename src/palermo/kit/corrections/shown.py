"""Facts as people read them: each value in words, and what differs between two states of a row."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from palermo.core.language import LANGUAGES, NAMES, Text, direction
from palermo.kit.corrections.facts import Fact, Facts, Words, called, real
from palermo.kit.templatetags.kit import day

NOTHING = SafeString("–")
EMPTY = (None, "", Text())


class Difference(NamedTuple):
    """One fact that is not the same on two sides, each side in words."""

    label: Words
    one: SafeString
    other: SafeString


def differences(
    facts: Facts, one: Mapping[str, Any] | None, other: Mapping[str, Any] | None
) -> list[Difference]:
    """What differs between two states of a row, each as JSON has it; a side that is nothing says nothing.

    A fact that a side does not tell is left out; of a text, only the languages that differ are shown.
    """
    found = []
    for fact in facts.all:
        name = facts.field(fact.name).attname
        if any(side is not None and name not in side for side in (one, other)):
            continue
        values = [real(facts.field(fact.name), side[name]) if side else None for side in (one, other)]
        if values[0] != values[1] and any(value not in EMPTY for value in values):
            found.append(Difference(fact.label, *pair(facts, fact, *values)))
    return found


def pair(facts: Facts, fact: Fact, one: Any, other: Any) -> tuple[SafeString, SafeString]:
    """Two values in words; of texts, the languages that differ."""
    if not isinstance(one, Text) and not isinstance(other, Text):
        return shown(facts, fact, one), shown(facts, fact, other)
    sides = [side or Text() for side in (one, other)]
    words = [{code: side.to_json().get(code, "") for code in LANGUAGES} for side in sides]
    stale = [side.stale for side in sides]
    differing = [
        code
        for code in LANGUAGES
        if words[0][code] != words[1][code] or (code in stale[0]) != (code in stale[1])
    ]
    first, second = (lines({code: words[n][code] for code in differing}, stale[n]) for n in (0, 1))
    return first, second


def lines(words: Mapping[str, str], stale: frozenset[str] = frozenset()) -> SafeString:
    """A text in several languages, each on a line that names it."""
    return format_html_join(
        "",
        '<span class="said-in"><span class="fine" lang="{0}">{1}</span> '
        '<span lang="{0}" dir="{2}">{3}</span>{4}</span>',
        (
            (code, NAMES[code], direction(code), said or NOTHING, older() if code in stale else "")
            for code, said in words.items()
        ),
    )


def older() -> SafeString:
    return format_html(' <span class="tag">{}</span>', _("older than the original"))


def shown(facts: Facts, fact: Fact, value: Any) -> SafeString:
    """A value in the reader’s words; a dash where there is none."""
    field = facts.field(fact.name)
    if value is None or value == "" or (isinstance(value, Text) and not value):
        return NOTHING
    if isinstance(value, Text):
        return lines({code: value.to_json()[code] for code in LANGUAGES if value.has(code)}, value.stale)
    if isinstance(value, bool):
        return format_html("{}", _("yes") if value else _("no"))
    if isinstance(value, date):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), day(value))
    if fact.codes is not None:
        return format_html_join(" · ", "{}", ((fact.codes.get(code, code),) for code in str(value).split()))
    if field.is_relation or fact.keys is not None:
        return format_html(
            "{}", name_of(field.remote_field.model if field.is_relation else fact.keys, value, field)
        )
    return format_html("{}", dict(field.choices or ()).get(value, value))


def name_of(model: Any, value: Any, field: Any) -> str:
    """What the row of that key is called; the key where there is none."""
    column = field.target_field.attname if field.is_relation else "pk"
    row = model._base_manager.filter(**{column: value}).first()
    return called(row) if row else str(value)
