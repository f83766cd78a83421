"""./palermo facts: load the shipped facts that changed, into a database that is up to date."""

import argparse
from datetime import UTC, datetime
from functools import partial

import django

from palermo.cli.migrating import bring_up_to_date
from palermo.core.actor import Actor, Role

# The installation itself loads its own facts; nobody signs in as this actor.
INSTALLATION = Actor(key="installation", name="Palermo", roles=frozenset({Role.ADMINISTRATOR}))


def load(*, at: datetime) -> list[str]:
    """Load each room's facts, lower rooms first; answers the tables that changed."""
    from palermo.actors import services as actors  # models need a configured Django
    from palermo.kit.tabular import load_rooms
    from palermo.mandates import services as mandates
    from palermo.meetings import services as meetings
    from palermo.register import services as register
    from palermo.texts import services as texts

    rooms = (actors, texts, register, meetings, mandates)
    return load_rooms(partial(room.load_facts, by=INSTALLATION, at=at) for room in rooms)


def told() -> str:
    """What is left to decide, where a release ships something else than people corrected; "" for nothing."""
    from palermo.kit.corrections.records import undecided

    count = undecided(INSTALLATION)
    if not count:
        return ""
    rows = "1 row that was" if count == 1 else f"{count} rows that were"
    stays = "Corrections stay; the Secretariat decides: /corrections/"
    return f"This release differs from {rows} corrected here. {stays}"


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./palermo facts", description=__doc__).parse_args(arguments)
    django.setup()
    bring_up_to_date()
    changed = load(at=datetime.now(UTC))
    print("\n".join(f"loaded {name}" for name in changed) or "Every shipped table is up to date.")
    if left := told():
        print(left)
    return 0
