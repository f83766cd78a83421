"""Instruments, themes and the official texts that are held, as files."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.core.language import LANGUAGES, NAMES, Text
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.texts.models import Instrument, OfficialText, Theme


def in_(language: str, text: Callable[[Instrument], Text], row: Instrument) -> str:
    return text(row).in_(language) if text(row).has(language) else ""


def titles(row: Instrument) -> Text:
    found: Text = row.titles
    return found


def instruments_table(request: HttpRequest) -> Table[Instrument]:
    """Titles in six languages, adoption, the numbers by which it enters into force."""
    columns = [
        Column[Instrument](
            "short_title", _("Instrument"), lambda row: row.short_titles.in_(here()), by=lambda row: row.order
        ),
        *(Column[Instrument](f"title_{code}", NAMES[code], partial(in_, code, titles)) for code in LANGUAGES),
        Column[Instrument]("adopted", _("Adopted"), lambda row: row.adopted),
        Column[Instrument]("adopted_by", _("Adopted by"), lambda row: row.adopted_by),
        Column[Instrument]("articles", _("Number of articles"), lambda row: row.article_count),
        Column[Instrument]("deposits", _("Deposits required"), lambda row: row.deposits_required),
        Column[Instrument]("first_delay", _("Days to entry into force"), lambda row: row.first_delay_days),
        Column[Instrument](
            "later_delay", _("Days for those who join later"), lambda row: row.later_delay_days
        ),
        Column[Instrument]("reference", _("Depositary reference"), lambda row: row.depositary_reference),
        Column[Instrument]("supplements", _("Supplements"), lambda row: row.parent_id),
        Column[Instrument]("confidence", _("Confidence"), lambda row: row.get_confidence_display()),
        Column[Instrument]("source", _("Source"), lambda row: row.source),
        Column[Instrument]("key", _("Key"), lambda row: row.key),
    ]
    return Table(columns, request, "short_title")


def themes_table(request: HttpRequest, counts: dict[str, int]) -> Table[Theme]:
    """Each with the number of provisions that are about it."""
    columns = [
        Column[Theme]("name", _("Theme"), lambda row: row.names.in_(here()), by=lambda row: row.order),
        Column[Theme]("provisions", _("Provisions"), lambda row: counts.get(row.key, 0)),
        Column[Theme]("key", _("Key"), lambda row: row.key),
    ]
    return Table(columns, request, "name")


def official_texts_table(request: HttpRequest) -> Table[OfficialText]:
    """Which file was imported for which instrument and language, and since when it is held."""
    columns = [
        Column[OfficialText](
            "instrument", _("Instrument"), lambda row: row.instrument.short_titles.in_(here())
        ),
        Column[OfficialText]("language", _("Language"), lambda row: NAMES[row.language]),
        Column[OfficialText]("imported", _("Imported"), lambda row: row.imported_at.date()),
        Column[OfficialText]("characters", _("Characters"), lambda row: row.characters),
        Column[OfficialText]("file", _("File"), lambda row: row.file_name),
        Column[OfficialText]("digest", "SHA-256", lambda row: row.digest),
        Column[OfficialText]("key", _("Key"), lambda row: f"{row.instrument_id}/{row.language}"),
    ]
    return Table(columns, request, "instrument")
