"""States of treaty acts, of files of them, and of what comes next."""

from datetime import date
from itertools import count
from typing import Any

from palermo.kit.models import changed
from palermo.register.models import Act
from palermo.texts.models import Instrument
from tests import factories
from tests.assurance.states.making import Made, Makes, Table
from tests.assurance.states.uploads import uploads

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


def of_the_pipeline(iso3: str) -> Makes:
    return lambda _visitor: {"instrument": "tip-protocol", "iso3": iso3}


def withdrawn_act(_visitor: str) -> Made:
    return {"key": an_act(known_until=date(2020, 1, 1), reason="There never was one").key}


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
    "/{lang}/register/acts/import/{number}/": uploads("palermo.register.importers.acts"),
    "/{lang}/register/{instrument}/pipeline/{iso3}/": {
        "no party": of_the_pipeline("IRN"),
        "a party": of_the_pipeline("JPN"),
        "not there": of_the_pipeline("XZZ"),
    },
}
