"""Instruments, provisions, themes and official texts, for programs."""

from collections.abc import Sequence
from typing import Annotated

from ninja import Router

from palermo.core.errors import Missing
from palermo.core.language import LANGUAGES
from palermo.kit.http import Request, words
from palermo.kit.operations import Q, asks, lists, place, reads
from palermo.texts import queries
from palermo.texts.forms import LEVELS, Filters
from palermo.texts.models import Instrument, OfficialText, Provision, Theme, Wording
from palermo.texts.schemas import (
    InstrumentOut,
    OfficialTextOut,
    Placed,
    ProvisionInFullOut,
    ProvisionOut,
    ThemeOut,
    WordingOut,
)

router = Router(tags=["texts"])
Key = Annotated[str, place("Key of an instrument", "tip-protocol")]
Number = Annotated[
    str,
    place("Place of a provision in its instrument", "9/1/b", r"^[0-9]{1,3}(/[0-9]{1,3})?(/[a-z]{1,5}){0,3}$"),
]
Language = Annotated[str, place("Code of one of the six languages", "en", f"^({'|'.join(LANGUAGES)})$")]
INSTRUMENT = asks("instrument", "Key of an instrument, such as tip-protocol.", examples=["tip-protocol"])
ARTICLE = asks("article", "Number of an article, such as 9.", pattern="^[1-9][0-9]{0,2}$", examples=["9"])
LEVEL = asks("level", "Articles alone, paragraphs alone, or subparagraphs alone.", enum=list(LEVELS))
WEIGHT = asks("weight", "How strongly the provision binds a State.", enum=Provision.Weight.values)
ADDRESSEE = asks("addressee", "Whom the provision addresses.", enum=Provision.Addressee.values)
THEME = asks("theme", "Key of a theme, such as victims.", examples=["victims"])
CLUSTER = asks("cluster", "Cluster of the Review Mechanism.", enum=Provision.Cluster.values)


def key_of(row: Instrument | Theme) -> tuple[int, str]:
    return row.order, row.key


@lists(router, "/instruments", InstrumentOut, "Instruments, in our order", by=key_of)
def instruments(request: Request) -> Sequence[Instrument]:
    """The Convention, its Protocols, then those whose text alone can be held here."""
    return sorted(queries.all_instruments(request.actor), key=key_of)


@reads(router, "/instruments/{slug:key}", InstrumentOut, "An instrument")
def instrument(request: Request, key: Key) -> InstrumentOut:
    """An instrument by its key."""
    return InstrumentOut.of(queries.instrument(request.actor, key))


def place_of(placed: Placed) -> tuple[int, str, int]:
    return placed.instrument, placed.row.instrument_id, placed.row.order


@lists(
    router,
    "/provisions",
    ProvisionOut,
    "Provisions, as the texts have them",
    *(INSTRUMENT, ARTICLE, LEVEL, WEIGHT, ADDRESSEE, THEME, CLUSTER, Q),
    by=place_of,
)
def provisions(request: Request) -> Sequence[Placed]:
    """Articles, paragraphs and subparagraphs that are summarized here; instrument after instrument.

    The filters are those of the page of provisions. `article` leaves an article and what stands in it.
    """
    order = {each.key: each.order for each in queries.all_instruments(request.actor)}
    filters = Filters(
        instrument=INSTRUMENT.of(request, order),
        article=request.GET.get("article", ""),
        level=LEVEL.of(request),
        weight=WEIGHT.of(request),
        addressee=ADDRESSEE.of(request),
        theme=THEME.of(request, {each.key for each in queries.themes(request.actor)}),
        cluster=CLUSTER.of(request),
        q=words(request, "q"),
        beside="",
    )
    kept = filters.keep(queries.all_provisions(request.actor))
    return [Placed(order[row.instrument_id], row) for row in kept]


@reads(router, "/provisions/{slug:instrument}/{path:number}", ProvisionInFullOut, "A provision")
def provision(request: Request, instrument: Key, number: Number) -> ProvisionInFullOut:
    """A provision by its key, which is that of its instrument and its place there: tip-protocol/9/1/b."""
    key = f"{queries.instrument(request.actor, instrument).key}/{number}"
    rows = queries.provisions(request.actor, instrument)
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        raise Missing("provision.missing", "There is no provision “%(key)s” on record.", key=key[:60])
    return ProvisionInFullOut.with_parts(found, [row for row in rows if row.parent_id == key])


@lists(router, "/themes", ThemeOut, "Themes, in our order", by=key_of)
def themes(request: Request) -> Sequence[Theme]:
    """What provisions of several instruments are about."""
    return queries.themes(request.actor)


@lists(
    router,
    "/official-texts",
    OfficialTextOut,
    "Official texts that are held here, by instrument and language",
    INSTRUMENT,
    by=lambda row: (row.instrument_id, row.language),
)
def official_texts(request: Request) -> Sequence[OfficialText]:
    """Those that the holder of this place imported. None is shipped, so there may be none."""
    wanted = INSTRUMENT.of(request, {each.key for each in queries.all_instruments(request.actor)})
    found = [each for each in queries.official_texts(request.actor) if wanted in ("", each.instrument_id)]
    return sorted(found, key=lambda row: (row.instrument_id, row.language))


@lists(
    router,
    "/official-texts/{slug:instrument}/{slug:language}/wordings",
    WordingOut,
    "The parts of an official text, in their order",
    by=lambda row: (row.order,),
)
def wordings(request: Request, instrument: Key, language: Language) -> Sequence[Wording]:
    """The words of an official text, part after part, as its file has them."""
    key = queries.instrument(request.actor, instrument).key
    held = {(each.instrument_id, each.language) for each in queries.official_texts(request.actor)}
    if (key, language) not in held:
        raise Missing(
            "official_text.missing",
            "No official text of “%(key)s” in the language “%(language)s” is held here.",
            key=key,
            language=language[:8],
        )
    return list(queries.wordings(request.actor, key, language).defer("raw"))
