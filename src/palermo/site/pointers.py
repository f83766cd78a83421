"""What in the house points to a provision: one row a room that can."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core.actor import Actor
from palermo.core.citation import Citation, marker
from palermo.core.language import listed
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import confidence_word, here, words
from palermo.mandates import queries as mandates
from palermo.meetings.queries import symbol_in_words
from palermo.register import queries as register
from palermo.texts import queries as texts


@dataclass(frozen=True, slots=True)
class Pointer:
    """A record that names a provision, tip-protocol/9/5, or a whole instrument, tip-protocol."""

    provision: str
    kind: str  # the key of its row in SOURCES
    when: date | None
    label: str
    note: str
    url: str
    confidence: str


def from_decisions(actor: Actor, on: date) -> Iterator[Pointer]:
    """Paragraphs of decisions and resolutions that were adopted by the day."""
    decisions = mandates.every(actor)
    for each in mandates.pointing(actor):
        decision = decisions[each.deliberation_id]
        if decision.since > on:
            continue
        above = marker(each.parent, here()) if each.parent else ""
        symbol, mark = symbol_in_words(decision.symbol), f"{above}{each.marker}"
        label = f"{symbol} {mark}" if mark else listed([symbol, _("preamble")], here())
        url = reverse("oversight:decision", args=[decision.key])
        if mark:
            url += f"#{each.label.replace('.', '-')}"
        for provision in each.provisions.split():
            yield Pointer(
                provision, "decisions", decision.since, label, words(each.headings), url, each.confidence
            )


def from_declarations(actor: Actor, on: date) -> Iterator[Pointer]:
    """Reservations, declarations, objections and notices that were made by the day."""
    said = register.said_beside(actor)
    places = [register.position(actor, each.key, on) for each in texts.registered(actor) if each.key in said]
    for declared in register.declarations(actor, places):
        row = declared.row
        who = row.state or row.organization
        if who is None:
            continue
        known = [words(who.names), str(row.get_kind_display())]
        if declared.effect != declared.effect.STANDS:
            known.append(str(declared.effect.label))
        label = listed(known, here())
        url = reverse("state", args=[row.state_id]) if row.state_id else ""
        if row.organization:
            url = reverse("organization", args=[row.organization.slug])
        for provision in row.provisions.split():
            yield Pointer(
                provision,
                "declarations",
                row.date,
                label,
                words(row.summaries),
                f"{url}#declarations",
                row.confidence,
            )


# A room that comes to point at provisions adds its row here: the key of its count in the chain, and how.
SOURCES = {"decisions": from_decisions, "declarations": from_declarations}


def pointers(actor: Actor, on: date) -> list[Pointer]:
    """All of them on a day, the oldest first within each room."""
    return [each for find in SOURCES.values() for each in find(actor, on)]


def within(found: Iterable[Pointer], place: str) -> list[Pointer]:
    """Those that point to a place of the tree, or to what stands below it."""
    return [each for each in found if each.provision == place or each.provision.startswith(f"{place}/")]


def at_rows(found: Iterable[Pointer], rows: Mapping[str, object]) -> dict[str, list[Pointer]]:
    """Each under the row of its own place, or the nearest above that has one."""
    placed: dict[str, list[Pointer]] = {}
    for each in found:
        place = each.provision
        while place and place not in rows:
            place = place.rpartition("/")[0]
        placed.setdefault(place, []).append(each)
    return placed


def chain(
    count: int, texts: int, found: Sequence[Pointer], all_of_them: str = ""
) -> list[tuple[int, str, str]]:
    """The way along the provisions of a page: how many of each kind, its key, and where they stand.

    `all_of_them` is the query with which the page shows every provision, where it shows fewer.
    """
    steps = [(count, "provisions", f"{all_of_them}#provisions"), (texts, "texts", "#official")]
    kinds = [each.kind for each in found]
    return steps + [(kinds.count(kind), kind, "#pointers") for kind in SOURCES]


def place_of(pointer: Pointer) -> str:
    """The provision that is named, cited; nothing where that is the whole instrument."""
    _instrument, _slash, path = pointer.provision.partition("/")
    return Citation.at(path).printed(here()) if path else ""


def place_link(pointer: Pointer) -> SafeString:
    instrument, _slash, path = pointer.provision.partition("/")
    if not path:
        url, whole = reverse("instrument", args=[instrument]), escape(_("the whole instrument"))
        return SafeString(f'<a href="{url}">{whole}</a>')  # our own address, escaped words
    citation = Citation.at(path)
    url = reverse("article", args=[instrument, citation.article])
    return SafeString(f'<a href="{url}#{citation.eid()}">{escape(place_of(pointer))}</a>')  # escaped here


def pointer_link(pointer: Pointer) -> SafeString:
    link = f'<a href="{escape(pointer.url)}"><b>{escape(pointer.label)}</b></a>'
    return SafeString(f'{link}<br><span class="small">{escape(pointer.note)}</span>')  # each is escaped


def pointers_table(request: HttpRequest) -> Table[Pointer]:
    """When, what, and to which provision, the oldest first."""
    columns = [
        Column[Pointer]("date", gettext_lazy("Date"), lambda row: row.when),
        Column[Pointer](
            "what", gettext_lazy("What points here"), lambda row: row.label, pointer_link, heads=True
        ),
        Column[Pointer]("provision", gettext_lazy("Provision"), place_of, place_link),
        Column[Pointer](
            "confidence", gettext_lazy("Confidence"), lambda row: confidence_word(row.confidence)
        ),
        Column[Pointer](
            "note", gettext_lazy("Substance, in our words"), lambda row: row.note, exported_only=True
        ),
        Column[Pointer]("key", gettext_lazy("Key"), lambda row: row.provision, exported_only=True),
    ]
    return Table(columns, request, "date", "pointers")
