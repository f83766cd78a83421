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

INVENTED = "invented"


@contextmanager
def ten_times() -> Iterator[None]:
    """Within it, each act nine times more, as leaving and joining again; each session nine times more."""
    added, sessions = acts(), list(later_sessions())
    Act.objects.bulk_create(added, batch_size=1000)
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
        Act.objects.filter(source=INVENTED).delete()
        Session.objects.filter(pk__in=[each.pk for each in sessions]).delete()
        say_so()


def acts() -> list[Act]:
    """Each nine times more."""
    found = []
    for act in list(Act.objects.all()):
        for turn in range(1, 10):
            signs = act.kind == Act.Kind.SIGNATURE or turn == 9
            another = copy(act)
            another.pk = None
            another.key = f"{act.key}:{turn}"
            another.kind = act.kind if signs else Act.Kind.WITHDRAWAL if turn % 2 else Act.Kind.ACCESSION
            another.date = act.date + timedelta(days=turn * 400)
            another.source = INVENTED
            found.append(another)
    return found


def later_sessions() -> Iterator[Session]:
    """Each nine times more, some days later each time."""
    for session in list(Session.objects.all()):
        for turn in range(1, 10):
            shift, another = timedelta(days=turn * 17), copy(session)
            another.pk = f"{session.pk}-x{turn}"
            another.start = session.start and session.start + shift
            another.end = session.end and session.end + shift
            yield another


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
