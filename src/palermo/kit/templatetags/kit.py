"""What templates say in one way everywhere: texts, dates, numbers, and the marks beside words."""

from datetime import UTC, date, datetime
from functools import cache

from django import template
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext_lazy

from palermo.core.language import Text, direction, long_date, month_year, number, short_date
from palermo.kit.models import Provenance

register = template.Library()

STATUSES: dict[str, Promise] = {
    "met": pgettext_lazy("status", "Met"),
    "under_way": pgettext_lazy("status", "Under way"),
    "not_met": pgettext_lazy("status", "Not met"),
    "continuing": pgettext_lazy("status", "Continuing"),
    "unknown": pgettext_lazy("status", "Unknown"),
}


def here() -> str:
    """The language of the page."""
    return get_language() or "en"


@register.filter
def say(text: Text | str) -> SafeString:
    """The text in the reader's language; one that fell back carries its language, a stale one says so."""
    if isinstance(text, str):
        return conditional_escape(text)
    chosen = text.choose(here())
    said = conditional_escape(chosen.text)
    if chosen.language != here():
        said = in_language(said, chosen.language)
    if chosen.stale:
        said = format_html(
            '{} <span class="tag">{}</span>', said, pgettext_lazy("translation", "older than the original")
        )
    return said


@register.filter
def in_language(words: str, language: str) -> SafeString:
    """Words that are not in the language of the page."""
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), words)


@register.filter
def words(text: Text) -> str:
    """The bare words in the reader's language, for attributes and sentences."""
    return text.in_(here())


@register.filter
def day(value: date | None) -> str:
    return long_date(value, here()) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    return short_date(value, here()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A day and the time on it, in UTC."""
    if value is None:
        return ""
    at = value.astimezone(UTC)
    return f"{day(at.date())} {at:%H:%M} UTC"


@register.filter
def dated(value: date | None, form: str = "long") -> SafeString | str:
    """The same as `day`, or with "short" as `short_day`, in a <time> element."""
    if not value:
        return ""
    said = short_day(value) if form == "short" else day(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.filter
def figure(value: int | None) -> str:
    return "–" if value is None else number(value, here())


@register.filter
def status_word(status: str) -> str:
    return str(STATUSES[status])


@register.filter
def status_class(status: str) -> str:
    """The class that colours a mark, or whatever stands in its element."""
    return f"is-{status.replace('_', '')}"


@register.filter
def confidence_word(value: str) -> str:
    return str(Provenance.Confidence(value).label) if value else ""


@register.simple_tag
@cache
def mark(status: str) -> SafeString:
    """The shape of a status; its word must stand beside it."""
    return format_html(
        '<svg class="mark" aria-hidden="true"><use href="#m-{}"/></svg>', status.replace("_", "")
    )


@register.simple_tag(name="status")
def status_tag(status: str) -> SafeString:
    """Shape, word and colour of a status."""
    return format_html(
        '<span class="status {}">{}{}</span>', status_class(status), mark(status), STATUSES[status]
    )


@register.simple_tag
def confidence(value: str) -> SafeString:
    """How sure a fact is, in words; nothing where there is nothing to say."""
    return format_html('<span class="sure">{}</span>', confidence_word(value)) if value else SafeString("")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon; the word must stand beside it: search, alert, info, brand."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def sample() -> SafeString:
    """The dashed tag of invented material."""
    return format_html('<span class="tag sample">{}</span>', gettext("sample"))


@register.filter
def month(value: date | None) -> str:
    """A month of a year."""
    return month_year(value, here()) if value else ""
