"""Ten times the acts and sessions, of the same States: invented, in a throw-away database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from palermo.kit.models import changed
from palermo.meetings.models import Session
from palermo.register.models import Act


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
    say_so()
    try:
        yield
    finally:
        Act.objects.filter(source="invented").delete()
        Session.objects.filter(pk__in=[each.pk for each in sessions]).delete()
        say_so()


def say_so() -> None:
    changed("palermo.register")
    changed("palermo.meetings")
