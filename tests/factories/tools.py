"""The journal, and what the tools keep."""

from typing import Any

from palermo.core.actor import PUBLIC, Actor
from palermo.core.ledger import START
from palermo.journal.models import Check, Entry, Head
from palermo.journal.services import enter
from palermo.kit.models import Change, Correction, Disagreement, Revision, ShippedTable, Tries, Upload
from tests.factories.common import MOMENT


def upload(**values: Any) -> Upload:
    file = {"kind": "x.importer", "file_name": "acts.csv", "size": 3, "digest": "0" * 64, "content": b"a,b"}
    return Upload.objects.create(**(file | {"by": "secretary", "at": MOMENT} | values))


def tries(**values: Any) -> Tries:
    return Tries.objects.create(**({"key": "0" * 64, "last": MOMENT} | values))


def entry(by: Actor = PUBLIC, **values: Any) -> Entry:
    defaults: dict[str, Any] = {"act": "facts.loaded", "subject": "x.row/1", "at": MOMENT}
    return enter(by, **(defaults | values))


def head() -> Head:
    return Head.objects.get_or_create(pk=1)[0]


def check(**values: Any) -> Check:
    defaults = {"at": MOMENT, "number": 0, "hash": START, "seconds": 0.1}
    return Check.objects.update_or_create(pk=1, defaults=defaults | values)[0]


def shipped_table(**values: Any) -> ShippedTable:
    return ShippedTable.objects.create(**{"name": "x/table.csv", "digest": "0" * 64, **values})


def correction(**values: Any) -> Correction:
    defaults = {"subject": "x/table.csv", "key": "x", "at": MOMENT, "entry": 1}
    return Correction.objects.create(**(defaults | values))


def disagreement(**values: Any) -> Disagreement:
    return Disagreement.objects.create(**({"subject": "x/table.csv", "key": "x"} | values))


def revision(**values: Any) -> Revision:
    return Revision.objects.create(**{"name": "x", "token": "0" * 32, **values})


def change(**values: Any) -> Change:
    return Change.objects.create(**{"subject": "x/table.csv", "added": ["x"], **values})
