"""States of what is corrected in the records."""

from palermo.kit.models import Correction, Disagreement
from tests import factories
from tests.assurance.states.making import Made, Makes, Table, named

SUBJECT = "palermo.meetings/bodies.csv"


def told(key: str) -> dict[str, str]:
    """What a release says of a body."""
    return {"names": {"en": f"Shipped {key}"}, "established": "A/RES/0/0"}  # type: ignore[dict-item]


def body(state: str) -> str:
    """A body of a key of its own for each state."""
    return str(factories.body(f"x-body-{state}").key)


def shipped(_visitor: str) -> Made:
    return {"table": "bodies", "key": body("shipped")}


def recorded(_visitor: str) -> Made:
    key = body("recorded")
    Correction.objects.filter(subject=SUBJECT, key=key).delete()
    factories.correction(subject=SUBJECT, key=key, shipped=None)
    return {"table": "bodies", "key": key}


def corrected(_visitor: str) -> Made:
    key = body("corrected")
    factories.correction(subject=SUBJECT, key=key, shipped=told(key))
    return {"table": "bodies", "key": key}


def disputed(_visitor: str) -> Made:
    key = body("disputed")
    factories.correction(subject=SUBJECT, key=key, shipped=told(key))
    factories.disagreement(subject=SUBJECT, key=key, shipped=told(key))
    return {"table": "bodies", "key": key}


def settled(_visitor: str) -> Made:
    key = body("settled")
    factories.correction(subject=SUBJECT, key=key, shipped=told(key))
    made = factories.disagreement(subject=SUBJECT, key=key, shipped=told(key))
    Disagreement.objects.filter(pk=made.pk).update(settled="kept", settled_at=factories.MOMENT)
    return {"table": "bodies", "key": key}


ABSENT = named(table="bodies", key="nothing-of-the-kind")
ROWS: dict[str, Makes] = {
    "shipped": shipped,
    "recorded": recorded,
    "corrected": corrected,
    "disputed": disputed,
    "settled": settled,
    "not there": ABSENT,
}
STATES: Table = {
    "/{lang}/corrections/{table}/": {
        "corrected here": named(table="bodies"),
        "not corrected here": named(table="acts"),
        "not there": named(table="nothing"),
    },
    "/{lang}/corrections/{table}/new/": {
        "recorded here": named(table="bodies"),
        "not recorded here": named(table="topics"),
        "not there": named(table="nothing"),
    },
    "/{lang}/corrections/{table}/row/{key}/": ROWS,
    "/{lang}/corrections/{table}/withdraw/{key}/": ROWS,
    "/{lang}/corrections/{table}/take/{key}/": ROWS,
    "/{lang}/corrections/{table}/keep/{key}/": ROWS,
}
