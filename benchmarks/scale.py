"""Ten times the records, of the same States: invented, in a throw-away database.

Acts, sessions, outcomes, and instruments with their provisions grow; States, regions, organizations, themes,
bodies, topics, declarations and decisions stay as many as they are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from typing import Any

from django.db import transaction

from palermo.kit.models import changed
from palermo.meetings.models import Outcome, Session
from palermo.register.models import Act
from palermo.texts.models import Instrument, Provision


@contextmanager
def ten_times() -> Iterator[None]:
    """Within it, each act nine times more, as leaving and joining again; each session nine times more."""
    acts = []
    for act in list(Act.objects.all()):
        for turn in range(1, 10):
            signs = act.kind == Act.Kind.SIGNATURE or turn == 9
            kind = act.kind if signs else Act.Kind.WITHDRAWAL if turn % 2 else Act.Kind.ACCESSION
            day = act.date + timedelta(days=turn * 400)
            copy = Act(key=f"{act.key}:{turn}", instrument_id=act.instrument_id, kind=kind, date=day)
            copy.state_id, copy.organization_id = act.state_id, act.organization_id
            copy.source, copy.confidence, copy.as_of = "invented", act.confidence, act.as_of
            acts.append(copy)
    Act.objects.bulk_create(acts, batch_size=1000)
    sessions: list[Session] = []
    for session in list(Session.objects.all()):
        for turn in range(1, 10):
            shift = timedelta(days=turn * 17)
            copy_of = Session.objects.get(pk=session.pk)
            copy_of.pk = f"{session.pk}-x{turn}"
            copy_of.start = session.start and session.start + shift
            copy_of.end = session.end and session.end + shift
            sessions.append(copy_of)
    Session.objects.bulk_create(sessions)
    more: dict[type[Any], list[Any]] = {
        Outcome: list(copies(Outcome)),
        Instrument: list(copies(Instrument)),
        Provision: list(provisions()),
    }
    for model, rows in more.items():
        model.objects.bulk_create(rows, batch_size=500)
    say_so()
    try:
        yield
    finally:
        with transaction.atomic():  # some stand above others: the database looks when all are gone
            for model, rows in more.items():
                for first in range(0, len(rows), 500):
                    gone = model.objects.filter(pk__in=[each.pk for each in rows[first : first + 500]])
                    gone._raw_delete(gone.db)  # nothing else points to them
        Act.objects.filter(source="invented").delete()
        Session.objects.filter(pk__in=[each.pk for each in sessions]).delete()
        say_so()


def copies(model: type[Any]) -> Iterator[Any]:
    """Each row nine times more, under other keys."""
    for row in list(model.objects.all()):
        for turn in range(1, 10):
            copy_of = copy(row)
            copy_of.key = f"{row.key}-x{turn}"
            if isinstance(copy_of, Instrument):
                copy_of.acts_recorded = False  # else each of the many acts would be its own too
            if copy_of._meta.pk.name == "id":
                copy_of.pk = None
            yield copy_of


def provisions() -> Iterator[Provision]:
    """Those of the instruments that were added."""
    for copy_of in copies(Provision):
        original, _, turn = copy_of.key.rpartition("-x")
        instrument, _, _number = original.partition("/")
        copy_of.instrument_id = f"{instrument}-x{turn}"
        copy_of.key = f"{copy_of.instrument_id}/{copy_of.number}"
        above = copy_of.number.rpartition("/")[0]
        copy_of.parent_id = f"{copy_of.instrument_id}/{above}" if above else None
        yield copy_of


def say_so() -> None:
    changed("palermo.texts")
    changed("palermo.register")
    changed("palermo.meetings")
