"""Rules that look at who is bound: paragraphs (b), (d) and (f)."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.core.provenance import Confidence, weakest
from palermo.core.treaty import Standing
from palermo.core.treaty import Status as Bound
from palermo.kit.templatetags.kit import day, figure, words
from palermo.oversight.evidence.findings import (
    Asked,
    Evidence,
    Record,
    Share,
    Status,
    nothing,
    of_register,
    shown,
)
from palermo.register.queries import Position, sourced_to


def in_force(asked: Asked) -> Evidence:
    """Whether the Convention and the Protocol are held here and were in force."""
    records = asked.records
    places = [place for place in (records.convention, records.protocol) if place]
    since = [place.in_force for place in places if place.in_force and place.in_force <= records.on]
    if len(since) < 2:
        return nothing()
    sentence = _(
        "Both are held here and in force: the Convention since %(convention)s, the Protocol since "
        "%(protocol)s."
    )
    held = [
        Record(
            words(place.instrument.short_titles),
            "instrument",
            {"instrument": place.instrument.key},
            confidence=Confidence.DERIVED,  # the day of entry into force is computed from the deposits
        )
        for place in places
    ]
    return shown(Status.MET, [sentence % {"convention": day(since[0]), "protocol": day(since[1])}], held)


def bound(asked: Asked) -> Evidence:
    """How many parties the Protocol has, while it is in force."""
    records = asked.records
    place = records.protocol
    if place is None or place.in_force is None or place.in_force > records.on:
        return nothing()
    count = len(place.parties)
    sentence = ngettext(
        "%(figure)s party to the Protocol is on record; it has been in force since %(day)s.",
        "%(figure)s parties to the Protocol are on record; it has been in force since %(day)s.",
        count,
    ) % {"figure": figure(count), "day": day(place.in_force)}
    register = of_register(place, _("Register of parties"), surety(place))
    return shown(Status.CONTINUING, [sentence, beyond(place)], [register], doubts(place))


def joining(asked: Asked) -> Evidence:
    """Who joined since the decision, and who stands outside still."""
    records = asked.records
    place = records.protocol
    if place is None:
        return nothing()
    decided = Confidence(records.deliberation.confidence)
    since = place.joined_after(records.deliberation.since)
    inside, signed = len(place.parties), len(place.signatories_only)
    everyone = all(standing.status is Bound.PARTY for standing in place.standings.values())
    found = shown(
        Status.MET if everyone else Status.CONTINUING,
        [
            joined_since(since, records.deliberation.since),
            _(
                "Parties on record: %(parties)s, of %(whole)s States and organizations; signatories "
                "still to join: %(signed)s."
            )
            % {"parties": figure(inside), "whole": figure(len(place.standings)), "signed": figure(signed)},
            beyond(place),
            of_convention(records.convention),
        ],
        [
            # Who joined since is counted from the day of the decision, whose own sureness counts too.
            of_register(place, _("Register of parties"), weakest([surety(place) or decided, decided])),
            *(
                [of_register(records.convention, words(records.convention.instrument.short_titles), None)]
                if records.convention
                else []
            ),
        ],
        doubts(place),
    )
    share = Share(inside - len(since), len(since), len(place.standings))
    return replace(found, share=share)


def joined_since(since: list[Standing], adopted: date) -> str:
    sentence = ngettext(
        "%(figure)s consent to be bound by the Protocol is dated after %(day)s.",
        "%(figure)s consents to be bound by the Protocol are dated after %(day)s.",
        len(since),
    )
    return sentence % {"figure": figure(len(since)), "day": day(adopted)}


def of_convention(place: Position | None) -> str:
    """The Convention in one sentence: the paragraph names it too, and its own record ends earlier."""
    if place is None:
        return ""
    if not place.inferred:
        return _("Parties to the Convention on record: %(figure)s.") % {"figure": figure(len(place.parties))}
    sentence = _(
        "Parties to the Convention: %(figure)s, of whom %(inferred)s are known only as parties to a "
        "Protocol; "
        "its own record is complete to %(day)s."
    )
    return sentence % {
        "figure": figure(len(place.parties)),
        "inferred": figure(len(place.inferred)),
        "day": day(place.complete_to),
    }


def beyond(place: Position) -> str:
    """A word of care after the day to which the record is complete."""
    if not place.beyond_record:
        return ""
    return _("The record is complete to %(day)s; later acts may be missing.") % {
        "day": day(place.complete_to)
    }


def surety(place: Position) -> Confidence | None:
    """That of the least sure consent of a party."""
    return weakest(party.consent.confidence for party in place.parties if party.consent)


def doubts(place: Position) -> str:
    """How many of the parties' consents rest on memory, counted apart."""
    low = len(place.low_confidence_parties)
    if not low:
        return ""
    sentence = ngettext(
        "sourced to %(day)s; of the later acts, %(figure)s rests partly or wholly on memory",
        "sourced to %(day)s; of the later acts, %(figure)s rest partly or wholly on memory",
        low,
    )
    return sentence % {"day": day(sourced_to(place)), "figure": figure(low)}
