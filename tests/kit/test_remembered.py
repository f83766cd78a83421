"""What is remembered between requests, and when it is forgotten."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.actors.models import State
from palermo.kit import models
from palermo.kit.models import Revision, changed, one_look, remembered
from tests import factories


class Reads:
    """Counts how often it is read."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"reading {self.times}"


@pytest.fixture
def reads(db: None, monkeypatch: pytest.MonkeyPatch) -> Reads:
    """A table of an invented room; what is remembered of it is forgotten afterwards."""
    monkeypatch.setattr(models, "_remembered", {})
    changed("orchard")
    return Reads()


def ask(reads: Reads) -> str:
    return remembered("orchard", "apples", reads)


def elsewhere(name: str, token: str) -> None:
    """What another process does: it shares the database with this one, and nothing else."""
    table = Revision._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET token = %s WHERE name = %s", [token, name])


def test_it_is_read_once_while_nothing_changes(reads: Reads) -> None:
    assert [ask(reads) for _ in range(3)] == ["reading 1"] * 3


def test_it_is_read_again_after_a_change_and_only_then(reads: Reads) -> None:
    ask(reads)
    changed("orchard")
    assert [ask(reads) for _ in range(2)] == ["reading 2"] * 2


def test_a_change_by_another_process_is_seen(reads: Reads) -> None:
    ask(reads)
    elsewhere("orchard", "another process was here")
    assert ask(reads) == "reading 2"


def test_a_change_of_another_room_is_none_of_ours(reads: Reads) -> None:
    changed("vineyard")
    ask(reads)
    changed("vineyard")
    assert ask(reads) == "reading 1"


def test_each_key_is_remembered_by_itself(reads: Reads) -> None:
    other = Reads()
    ask(reads)
    assert remembered("orchard", "pears", other) == "reading 1"
    assert (reads.times, other.times) == (1, 1)


def test_a_room_that_never_said_that_it_changed_is_read_every_time(reads: Reads) -> None:
    assert [remembered("meadow", "", reads) for _ in range(2)] == ["reading 1", "reading 2"]


def test_a_write_that_was_taken_back_changes_nothing(reads: Reads) -> None:
    ask(reads)
    with transaction.atomic():
        changed("orchard")
        transaction.set_rollback(True)
    assert ask(reads) == "reading 1"


def test_nothing_found_is_remembered_too(reads: Reads) -> None:
    asked: list[None] = []
    for _ in range(2):
        assert remembered("orchard", "nothing", lambda: asked.append(None)) is None
    assert len(asked) == 1


def test_one_look_sees_one_state(reads: Reads) -> None:
    with one_look():
        assert ask(reads) == "reading 1"
        elsewhere("orchard", "another process was here")
        assert ask(reads) == "reading 1"
    with one_look():
        assert ask(reads) == "reading 2"


def test_one_look_asks_the_database_once(
    reads: Reads, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1), one_look():
        for name in ("orchard", "vineyard", "orchard"):
            remembered(name, "apples", reads)


def test_one_look_asks_once_of_a_database_without_revisions(
    reads: Reads, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Revision.objects.all().delete()
    with django_assert_num_queries(1), one_look():
        assert [ask(reads), ask(reads)] == ["reading 1", "reading 2"]


def test_a_page_shows_the_new_name_at_the_next_request(page: Callable[..., str], client: Client) -> None:
    assert "Newname Land" not in page("/en/states/")
    State.objects.filter(key="JPN").update(names=factories.words("Newname Land"))
    changed("palermo.actors")
    assert "Newname Land (en)" in page("/en/states/")
