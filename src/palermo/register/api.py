"""Who is bound by what, since when, as known when: for programs."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.urls import reverse
from ninja import Router

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.treaty import Status
from palermo.kit.addresses import addresses_of
from palermo.kit.http import Request, today
from palermo.kit.operations import CONFIDENCE, DAY, Q, asks, lists, place_after
from palermo.kit.templatetags.kit import here
from palermo.register import queries
from palermo.register.exports import declarations as said
from palermo.register.exports.participants import participants
from palermo.register.exports.places import Titles
from palermo.register.exports.status import Row, rows_of, source_of
from palermo.register.forms import acts as of_acts
from palermo.register.forms import declarations as of_declarations
from palermo.register.forms.status import ACTS, Filters, filters_of
from palermo.register.models import Act, Completeness, Declaration
from palermo.register.queries.extents import extents
from palermo.register.schemas import (
    ActOut,
    Compared,
    CompletenessOut,
    DeclarationOut,
    PublishedCountOut,
    Recorded,
    Said,
    StandingOut,
    Stood,
    Who,
)
from palermo.texts import queries as texts

router = Router(tags=["register"])
INSTRUMENT = asks("instrument", "Key of an instrument, such as tip-protocol.", examples=["tip-protocol"])
PARTICIPANT = asks(
    "participant",
    "ISO 3166-1 alpha-3 code of a State, or code of an organization, such as JPN.",
    pattern="^[A-Za-z]{3,12}$",
    examples=["JPN"],
)
FROM = asks("from", "First day, such as 2008-01-01. No later day than today is taken.", format="date")
TO = asks("to", "Last day, such as 2008-12-31. No later day than today is taken.", format="date")
YEAR = asks(
    "year", "A year from that of the oldest act on, such as 2008.", pattern="^[0-9]{4}$", examples=["2008"]
)
KNOWN = asks(
    "known",
    "Day as known on which the records are read; all that is on record where it is not given. "
    "No later day than today is taken.",
    format="date",
)
KIND = asks("kind", "What was done.", enum=Act.Kind.values)
SAID = asks("kind", "What was said.", enum=Declaration.Kind.values)
EFFECT = asks("effect", "What has become of it by the day.", enum=Declaration.Effect.values)
ARTICLE = asks(
    "article",
    "Key of an article that it is about, such as tip-protocol/15; “none” for what names no article.",
    examples=["tip-protocol/15"],
)
STATUS = asks("status", "Where it stands.", enum=[status.value for status in Status])
REGION = asks("region", "M49 code of a region, such as 150.", pattern="^[0-9]{3}$", examples=["150"])
GROUP = asks("group", "Regional group of the United Nations.", enum=State.Group.values)
ACT = asks("act", "The act by which it is bound, or where it stands without one.", enum=list(ACTS))


def asked_instruments(request: Request) -> list[str]:
    """The keys of those that are asked for, among those whose acts the register keeps."""
    keys = [each.key for each in texts.registered(request.actor)]
    wanted = INSTRUMENT.of(request, keys)
    return [wanted] if wanted else keys


def order_of(request: Request) -> dict[str, int]:
    return {each.key: each.order for each in texts.registered(request.actor)}


def who_is(request: Request) -> Callable[[str], Who]:
    """Everyone by code: names, and the address of the page."""
    states = actors.states_in_brief(request.actor)
    organizations = actors.organizations_in_brief(request.actor)
    address = addresses_of("state")

    def who(code: str) -> Who:
        if code in states:
            return Who(code, states[code].names, address(code))
        found = organizations[code]
        return Who(code, found.names, reverse("organization", args=[found.slug]))

    return who


@lists(
    router,
    "/acts",
    ActOut,
    "Treaty acts, the newest first",
    *(INSTRUMENT, PARTICIPANT, KIND, FROM, TO, YEAR, REGION, GROUP, CONFIDENCE, Q),
    by=lambda row: (-row.act.date.toordinal(), row.instrument, row.act.key),
)
def acts(request: Request) -> Iterator[Recorded]:
    """Every act on record up to today; those of one day in the order of instruments.

    The filters are those of the page of acts; `q` finds participants by any of their names.
    """
    order, people, now = order_of(request), participants(request.actor), today()
    rows = queries.recorded(request.actor)
    years = range(rows[-1].act.date.year, now.year + 1) if rows else ()
    regions = actors.region_names(request.actor)
    filters = of_acts.filters_of(request, regions, order, people, years, now)
    who, sources = who_is(request), queries.sources(request.actor)
    return (
        Recorded(order[row.instrument], row.instrument, row.act, sources.get(row.act.key, ""), who)
        for row in filters.keep(rows, people, now)
    )


@lists(
    router,
    "/declarations",
    DeclarationOut,
    "Reservations, declarations, objections and notices, by instrument and date",
    *(INSTRUMENT, PARTICIPANT, ARTICLE, SAID, EFFECT, DAY, Q),
    by=lambda said: (
        said.instrument,
        said.declared.row.date.isoformat() if said.declared.row.date else "",
        said.declared.row.key,
    ),
)
def declarations(request: Request) -> Sequence[Said]:
    """What was said by the day beside the acts to an instrument, and what has become of it by then.

    The filters are those of the page of declarations. Those without a date on record come first.
    """
    order, language, instruments = order_of(request), here(), texts.all_instruments(request.actor)
    counts = {each.key: each.article_count for each in instruments}
    people = participants(request.actor)
    filters = of_declarations.filters_of(request, order, counts, people, today())
    titles = Titles({each.key: each.short_titles.in_(language) for each in instruments})
    places = [queries.position(request.actor, key, filters.on) for key in order]
    found = queries.declarations(request.actor, places)
    rows = said.rows_of(found, people, titles, queries.sources(request.actor))
    who = who_is(request)
    kept = [Said(order[row.row.instrument_id], row.declared, who(row.who.code)) for row in filters.keep(rows)]
    return sorted(kept, key=lambda each: each.instrument)


@lists(
    router,
    "/standings",
    StandingOut,
    "Where everyone stands on a day, by instrument and code",
    *(INSTRUMENT, DAY, KNOWN, STATUS, REGION, GROUP, ACT, CONFIDENCE, Q),
    by=lambda row: (row.instrument, row.key, row.who.code),
)
def standings(request: Request) -> Iterator[Stood]:
    """The rows of the status tables, with their filters. Nothing ranks them."""
    regions = actors.region_names(request.actor)
    filters, status = filters_of(request, regions, today()), STATUS.of(request)
    order, first = order_of(request), (place_after(request) or (0,))[0]
    keys = [key for key in asked_instruments(request) if not isinstance(first, int) or order[key] >= first]
    return stood(request, keys, filters, status)


def stood(request: Request, keys: Iterable[str], filters: Filters, status: str) -> Iterator[Stood]:
    """One instrument after the other, each only when it is come to: a page seldom needs more than one."""
    states, organizations = (
        actors.states_in_brief(request.actor),
        actors.organizations_in_brief(request.actor),
    )
    regions, who, order = actors.region_names(request.actor), who_is(request), order_of(request)
    for key in keys:
        place = queries.position(request.actor, key, filters.on, filters.known)
        sources = place.sources
        rows = filters.keep(rows_of(place.standings.values(), states, regions, organizations))
        for row in sorted(rows, key=code_of):
            if status in ("", row.standing.status):
                said = (row.region_key, row.group, row.standing, source_of(row, sources))
                yield Stood(order[key], key, who(row.code), *said)


def code_of(row: Row) -> str:
    return row.code


@lists(
    router,
    "/published-counts",
    PublishedCountOut,
    "Counts that others published, beside ours; by instrument, the newest first",
    INSTRUMENT,
    by=lambda each: (each.instrument, -each.row.published.as_at.toordinal(), each.row.published.key),
)
def published_counts(request: Request) -> Sequence[Compared]:
    """How many signatories and parties somebody else counted, to check ours against."""
    now, order, found = today(), order_of(request), []
    for key in asked_instruments(request):
        place = queries.position(request.actor, key, now)
        found += [Compared(order[key], row) for row in queries.published_counts(request.actor, place)]
    return found


@lists(
    router,
    "/completeness",
    CompletenessOut,
    "How far the record of each instrument goes",
    INSTRUMENT,
    by=lambda row: (row.instrument.order, row.instrument_id),
)
def completeness(request: Request) -> Sequence[Completeness]:
    """The day up to which the acts of an instrument are complete: after it, no act means unknown."""
    keys = set(asked_instruments(request))
    return [row for row in extents(request.actor) if row.instrument_id in keys]
