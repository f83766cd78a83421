"""A long journal at once: as if each of its entries had been entered."""

from secrets import token_hex

from palermo.core import ledger
from palermo.core.actor import PUBLIC, Actor
from palermo.journal.models import Entry, Head
from tests.factories import MOMENT


def grown(until: int, by: Actor = PUBLIC) -> None:
    """Let the journal have so many entries."""
    head = Head.objects.get_or_create(pk=1)[0]
    rows = list[Entry]()
    for number in range(head.number + 1, until + 1):
        row = Entry(number=number, at=MOMENT, act="facts.loaded", subject="x.row/1", capacity=by.capacity)
        row.key, row.name = by.key or "", by.name
        row.salts = {name: token_hex(ledger.SALT) for name in ledger.PARTS}
        row.commitments = ledger.commitments(row.parts, row.salts)
        row.hash = head.hash = ledger.chained(head.hash, number, row.commitments)
        rows.append(row)
    Entry.objects.bulk_create(rows)
    head.number = until
    head.save()
