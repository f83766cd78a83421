"""States of treaty acts, of files of them, and of what comes next."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from palermo.kit.models import Upload, changed
from palermo.register.models import Act
from palermo.texts.models import Instrument
from tests import factories
from tests.assurance.cast import user_of
from tests.assurance.states.making import Made, Makes, Table, no_number

numbers = count(1)


def an_act(**values: Any) -> Act:
    """One of the invented State, which the register reads anew."""
    protocol = Instrument.objects.get(pk="tip-protocol")
    made = factories.act(instrument=protocol, key=f"tip-protocol:XAA:{next(numbers)}", **values)
    changed("palermo.actors")
    changed("palermo.register")
    return made


def act(_visitor: str) -> Made:
    return {"key": an_act().key}


def corrected_act(_visitor: str) -> Made:
    gone = {"known_until": date(2020, 1, 1), "replaced_by": an_act(), "reason": "A wrong year"}
    return {"key": an_act(**gone).key}


def no_act(_visitor: str) -> Made:
    return {"key": "tip-protocol:XAA:none"}


def upload_of(by: str) -> Made:
    made = factories.upload(kind="palermo.register.importers.acts", by=by, at=datetime.now(UTC))
    return {"number": made.pk}


def own_upload(visitor: str) -> Made:
    """A file with problems, so that nothing is recorded whoever sends an empty form."""
    user = user_of(visitor)
    return upload_of(f"user/{user.pk}" if user else "")


def foreign_upload(_visitor: str) -> Made:
    return upload_of("user/987654")


def of_the_pipeline(iso3: str) -> Makes:
    return lambda _visitor: {"instrument": "tip-protocol", "iso3": iso3}


def withdrawn_act(_visitor: str) -> Made:
    return {"key": an_act(known_until=date(2020, 1, 1), reason="There never was one").key}


def expired_upload(visitor: str) -> Made:
    made = own_upload(visitor)
    Upload.objects.filter(pk=made["number"]).update(at=datetime.now(UTC) - timedelta(hours=25))
    return made


def saved_upload(visitor: str) -> Made:
    made = own_upload(visitor)
    Upload.objects.filter(pk=made["number"]).update(saved_at=datetime.now(UTC), content=b"")
    return made


ACTS: dict[str, Makes] = {
    "held true": act,
    "corrected": corrected_act,
    "withdrawn": withdrawn_act,
    "not there": no_act,
}
STATES: Table = {
    "/{lang}/register/acts/{key}/": ACTS,
    "/{lang}/register/acts/{key}/correct/": ACTS,
    "/{lang}/register/acts/{key}/withdraw/": ACTS,
    "/{lang}/register/acts/import/{number}/": {
        "own": own_upload,
        "own, expired": expired_upload,
        "own, saved": saved_upload,
        "another's": foreign_upload,
        "not there": no_number(),
    },
    "/{lang}/register/{instrument}/pipeline/{iso3}/": {
        "no party": of_the_pipeline("IRN"),
        "a party": of_the_pipeline("JPN"),
        "not there": of_the_pipeline("XZZ"),
    },
}
