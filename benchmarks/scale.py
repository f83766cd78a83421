"""Ten times the records, of the same States and instruments: invented, in a throw-away database.

Acts, sessions, outcomes, topics, declarations and provisions grow; States, regions, organizations,
instruments, themes, bodies and decisions stay as many as they are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from typing import Any

from palermo.kit.models import changed
from palermo.meetings.models import Outcome, Session, Topic
from palermo.register.models import Act, Declaration
from palermo.texts.models import Provision


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
    more = [*copies(Outcome), *copies(Topic), *copies(Declaration), *provisions()]
    for model in (Outcome, Topic, Declaration, Provision):
        model.objects.bulk_create([each for each in more if isinstance(each, model)], batch_size=500)
    say_so()
    try:
        yield
    finally:
        for model in (Outcome, Topic, Declaration, Provision):
            keys = [each.pk for each in more if isinstance(each, model)]
            for first in range(0, len(keys), 500):
                rows = model.objects.filter(pk__in=keys[first : first + 500])
                rows._raw_delete(rows.db)  # nothing else points to them
        Act.objects.filter(source="invented").delete()
        Session.objects.filter(pk__in=[each.pk for each in sessions]).delete()
        say_so()


def copies(model: type[Any]) -> Iterator[Any]:
    """Each row nine times more, under other keys."""
    for row in list(model.objects.all()):
        for turn in range(1, 10):
            copy_of = copy(row)
            copy_of.key = f"{row.key}-x{turn}"
            if copy_of._meta.pk.name == "id":
                copy_of.pk = None
            yield copy_of


def provisions() -> Iterator[Provision]:
    """Each nine times more, as if instruments had ten times the articles."""
    for row in list(Provision.objects.all()):
        for turn in range(1, 10):
            article, slash, below = row.number.partition("/")
            copy_of = copy(row)
            copy_of.number = f"{int(article) + 100 * turn}{slash}{below}"
            copy_of.key = f"{row.instrument_id}/{copy_of.number}"
            above = copy_of.number.rpartition("/")[0]
            copy_of.parent_id = f"{row.instrument_id}/{above}" if above else None
            copy_of.order = row.order + 10_000 * turn
            yield copy_of


def say_so() -> None:
    changed("palermo.texts")
    changed("palermo.register")
    changed("palermo.meetings")
