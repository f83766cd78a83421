"""States of an entry of the journal."""

from palermo.journal.models import Entry
from palermo.journal.services import blank
from tests import factories
from tests.assurance.states.making import Made, Makes, Table, no_number


def entry(_visitor: str) -> Made:
    return {"number": factories.entry(why="A reason").number}


def erased_in_part(_visitor: str) -> Made:
    made = factories.entry(why="Somebody asked for it.")
    blank(made.number, Entry.objects.get(pk=made.pk), ["why"])
    return {"number": made.number}


ENTRIES: dict[str, Makes] = {"there": entry, "erased in part": erased_in_part, "not there": no_number()}
STATES: Table = {"/{lang}/journal/{number}/": ENTRIES, "/{lang}/journal/{number}/erase/": ENTRIES}
