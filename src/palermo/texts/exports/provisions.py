"""Lists of provisions, of an instrument, of a theme or of all: on the screen, and as files."""

from functools import lru_cache
from html import escape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.core.language import NAMES, Text, direction
from palermo.kit.tables import Column, Table, word
from palermo.kit.templatetags.kit import here, say
from palermo.texts.models import Provision
from palermo.texts.templatetags.texts import weight


def url_of(row: Provision) -> str:
    """Where the article stands, at the place of the provision in it."""
    page = page_of(here(), row.instrument_id, row.article)
    return f"{page}#{row.citation.eid()}" if row.parent_id else page


@lru_cache(maxsize=2000)  # a list has hundreds
def page_of(_language: str, instrument: str, article: str) -> str:
    """An address depends on the active language, which must be `_language`."""
    return reverse("article", args=[instrument, article])


def cited(row: Provision) -> SafeString:
    """The citation, by which others lead to it, and which leads to its article."""
    citation = row.citation
    return SafeString(  # our own address, an escaped citation
        f'<a id="{citation.eid()}" href="{url_of(row)}">{escape(citation.printed(here()))}</a>'
    )


def linked(row: Provision) -> SafeString:
    return SafeString(f'<a href="{url_of(row)}">{escape(row.citation.printed(here()))}</a>')  # as above


def summarized(row: Provision) -> SafeString:
    """The heading, and the summary below it."""
    return SafeString(f'<b>{say(row.headings)}</b><br><span class="small">{say(row.summaries)}</span>')


def theme_link(row: Provision) -> SafeString:
    return SafeString(f'<a href="{theme_page(here(), row.theme_id)}">{say(row.theme.names)}</a>')  # escaped


@lru_cache(maxsize=1000)
def theme_page(_language: str, theme: str) -> str:
    return reverse("theme", args=[theme])


def addressee(row: Provision) -> str:
    """Nothing where it addresses nobody."""
    return "" if row.addressee == Provision.Addressee.NONE else word(Provision.Addressee, row.addressee)


def in_second(text: Text, language: str) -> str:
    return f'<span lang="{language}" dir="{direction(language)}">{escape(text.in_(language))}</span>'


def beside(row: Provision, language: str) -> SafeString:
    """Heading and summary in a second language; each is escaped."""
    heading, summary = in_second(row.headings, language), in_second(row.summaries, language)
    return SafeString(f"<b>{heading}</b><br><span class='small'>{summary}</span>")


def table(
    request: HttpRequest,
    language: str = "",
    titles: dict[str, Text] | None = None,
    *,
    themed: bool = True,
) -> Table[Provision]:
    """Number, heading and summary, weight, theme where it is `themed`; `language` puts a second one beside.

    `titles`, by the keys of instruments, add the instrument of each where the list has several.
    """
    columns = [
        *([named(titles)] if titles else []),
        Column[Provision](
            "number",
            _("Provision"),
            lambda row: row.citation.printed(here()),
            linked if titles else cited,
            by=lambda row: row.order,
        ),
        Column[Provision](
            "heading", _("Heading"), lambda row: row.headings.in_(here()), summarized, heads=True
        ),
        *(in_the_second(language) if language else []),
        Column[Provision](
            "weight",
            _("Weight"),
            lambda row: word(Provision.Weight, row.weight),
            lambda row: weight(row.weight),
        ),
        Column[Provision]("addressee", pgettext_lazy("of a provision", "Addressee"), addressee, css=""),
        about(themed=themed),
        *for_files(),
    ]
    return Table(columns, request, "number")


def named(titles: dict[str, Text]) -> Column[Provision]:
    return Column(
        "instrument", _("Instrument"), lambda row: titles[row.instrument_id].in_(here()), css="wide"
    )


def in_the_second(language: str) -> list[Column[Provision]]:
    """Heading and summary in one cell of the screen, and in two of a file."""
    return [
        Column(
            "beside",
            NAMES[language],
            lambda row: row.headings.in_(language),
            lambda row: beside(row, language),
            css="",
        ),
        Column(
            "summary_beside",
            format_lazy("{} · {}", _("Summary"), NAMES[language]),
            lambda row: row.summaries.in_(language),
            exported_only=True,
        ),
    ]


def about(*, themed: bool) -> Column[Provision]:
    return Column(
        "theme",
        _("Theme"),
        lambda row: row.theme.names.in_(here()),
        theme_link,
        css="",
        exported_only=not themed,
    )


def for_files() -> list[Column[Provision]]:
    """What the screen shows in other ways, or on the page of the article."""
    return [
        Column[Provision]("eid", _("Akoma Ntoso"), lambda row: row.citation.eid(), exported_only=True),
        Column[Provision]("summary", _("Summary"), lambda row: row.summaries.in_(here()), exported_only=True),
        Column[Provision](
            "cluster",
            _("Review cluster"),
            lambda row: word(Provision.Cluster, row.cluster),
            exported_only=True,
        ),
        Column[Provision](
            "confidence",
            _("Confidence"),
            lambda row: word(Provision.Confidence, row.confidence),
            exported_only=True,
        ),
        Column[Provision]("source", _("Source"), lambda row: row.source, exported_only=True),
        Column[Provision]("key", _("Key"), lambda row: row.key, exported_only=True),
    ]
