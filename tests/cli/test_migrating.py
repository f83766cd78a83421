"""A database is brought up to date in steps that are whole or not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Stops as a kill does, at the moment when a migration was made and is about to be put on record.
KILLED = """
import os, django
django.setup()
from django.db.migrations.executor import MigrationExecutor
from palermo.cli.migrating import bring_up_to_date
made = 0
def stop(self, migration):
    global made
    made += 1
    if made > {after}:
        os._exit(9)
    remembered(self, migration)
remembered, MigrationExecutor.record_migration = MigrationExecutor.record_migration, stop
bring_up_to_date()
"""
# Stops when every migration is on record, and Django has yet to write its own rows about the models.
UNLISTED = """
import os, django
django.setup()
from palermo.cli import migrating
migrating.emit_post_migrate_signal = lambda **told: os._exit(9)
migrating.bring_up_to_date()
"""
LISTED = """
import django
django.setup()
from palermo.cli.migrating import models_are_listed
print(models_are_listed())
"""
AGAIN = """
import django
django.setup()
from palermo.cli.migrating import bring_up_to_date
bring_up_to_date(before=lambda: print("begun"))
bring_up_to_date(before=lambda: print("begun twice"))
"""


def run(code: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PALERMO_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "palermo.settings"}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("after", [0, 7, 20])
def test_whoever_is_killed_before_a_migration_is_on_record_begins_again(tmp_path: Path, after: int) -> None:
    assert run(KILLED.format(after=after), tmp_path).returncode == 9
    again = run(AGAIN, tmp_path)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.split() == ["begun"]


def test_whoever_is_killed_after_the_last_migration_finds_the_rest_made_good(tmp_path: Path) -> None:
    assert run(UNLISTED, tmp_path).returncode == 9
    assert run(LISTED, tmp_path).stdout.split() == ["False"]
    again = run(AGAIN, tmp_path)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.split() == ["begun"]
    assert run(LISTED, tmp_path).stdout.split() == ["True"]
