"""Tasks of the Secretariat: set, changed, ended; seen by whoever may read them alone."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from palermo.actors.models import State, User
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.journal.models import Entry
from palermo.mandates.models import Paragraph, Task
from palermo.mandates.services.duties import Assignment, change_task, set_task
from tests import factories
from tests.mandates.followed import NOW, asked
from tests.register.reading import plain, table

pytestmark = pytest.mark.usefixtures("facts")
SignedIn = Callable[..., Client]
SET = "/en/decisions/x-1/paragraphs/a/task/"


@pytest.fixture
def row(xa: State) -> Paragraph:
    return asked()


@pytest.fixture
def owner(row: Paragraph) -> User:
    user = factories.user("owner@example.org", name="An owner")
    factories.delegation(user=user)
    return user


@pytest.fixture
def secretariat(signed_in: SignedIn, owner: User) -> Client:
    return signed_in(Role.SECRETARIAT)


def given(owner: User, **values: Any) -> dict[str, Any]:
    task = {"product": "A paper on lamps", "owner": owner.pk, "due": "2020-01-31"}
    return task | {"reports_back": "CTOC/COP/2020/1"} | values


def test_it_works(secretariat: Client, owner: User) -> None:
    assert "No tasks here" in plain(secretariat.get("/en/tasks/").content.decode())
    assert secretariat.post(SET, given(owner)).status_code == 303
    task = Task.objects.get()
    page = plain(secretariat.get("/en/decisions/x-1/paragraphs/a/").content.decode())
    assert "A paper on lamps An owner · open · Until 31 Jan 2020 · CTOC/COP/2020/1" in page
    [listed] = table(secretariat.get("/en/tasks/").content.decode(), "table")
    assert listed[:4] == ["A paper on lamps", "Decision X/1 (a)", "An owner", "31 Jan 2020"]
    assert int(listed[4]) > 2000
    change = given(owner, status="done", seen=1)
    assert secretariat.post(f"/en/tasks/{task.pk}/", change).status_code == 303
    task.refresh_from_db()
    assert (task.status, task.version) == ("done", 2)
    assert task.ended_on
    acts = Entry.objects.filter(subject=f"mandates.task/{task.pk}").order_by("number")
    assert [each.act for each in acts] == ["mandates.task_set", "mandates.task_changed"]
    assert acts[0].values["owner"] == f"user/{owner.pk}"


def test_the_list_is_filtered_and_its_file_has_the_same(
    secretariat: Client, owner: User, row: Paragraph
) -> None:
    other = factories.user("two@example.org", name="Two")
    factories.task(paragraph=row, owner=owner, product="Late", due=date(2020, 1, 1))
    factories.task(paragraph=row, owner=other, product="Done", due=date(2020, 1, 1), status="done")
    factories.task(paragraph=row, owner=other, product="Without a day")
    for query, products in (
        ("", ["Late", "Done", "Without a day"]),
        ("?late=yes", ["Late"]),
        ("?status=done", ["Done"]),
        (f"?owner={other.pk}", ["Done", "Without a day"]),
        ("?sort=-product", ["Without a day", "Late", "Done"]),
    ):
        page = secretariat.get(f"/en/tasks/{query}").content.decode()
        assert [cells[0] for cells in table(page, "table")] == products
        content = secretariat.get(f"/en/tasks/export.csv{query}").content.decode("utf-8-sig")
        assert [cells[0] for cells in csv.reader(io.StringIO(content))][1:] == products
    assert secretariat.get("/en/tasks/?owner=zz").status_code == 400


def test_whoever_saves_second_is_told_so(secretariat: Client, owner: User, row: Paragraph) -> None:
    task = factories.task(paragraph=row, owner=owner, version=3)
    answer = secretariat.post(f"/en/tasks/{task.pk}/", given(owner, status="open", seen=2, product="Mine"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Saved by someone else first" in plain(text)
    assert 'value="Mine"' in text
    assert 'name="seen" value="3"' in text
    assert "A report" in text


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"product": " "}, Invalid),
        ({"product": "x" * 301}, Invalid),
        ({"reports_back": "not a symbol of anything"}, Invalid),
        ({"status": "perhaps"}, Invalid),
        ({"owner": 987654}, Invalid),
    ],
)
def test_a_task_that_cannot_be_is_refused(
    row: Paragraph, owner: User, secretary: Actor, values: dict[str, Any], error: type[Exception]
) -> None:
    assignment = Assignment(owner.pk, "A paper")._replace(**values)
    with pytest.raises(error):
        set_task(row.key, assignment, by=secretary, at=NOW)
    task = set_task(row.key, Assignment(owner.pk, "A paper"), by=secretary, at=NOW)
    with pytest.raises(error):
        change_task(task.pk, assignment, seen=1, by=secretary, at=NOW)


def test_a_task_is_changed_in_the_version_that_was_seen(
    row: Paragraph, owner: User, secretary: Actor
) -> None:
    assignment = Assignment(owner.pk, "A paper")
    task = set_task(row.key, assignment, by=secretary, at=NOW)
    with pytest.raises(Conflict):
        change_task(task.pk, assignment._replace(product="Other"), seen=2, by=secretary, at=NOW)
    with pytest.raises(Invalid):
        change_task(task.pk, assignment, seen=1, by=secretary, at=NOW)
    with pytest.raises(Missing):
        change_task(987654, assignment, seen=1, by=secretary, at=NOW)
    ended = change_task(task.pk, assignment._replace(status="dropped"), seen=1, by=secretary, at=NOW)
    assert ended.ended_on == NOW.date()
    again = change_task(task.pk, assignment, seen=2, by=secretary, at=NOW)
    assert again.ended_on is None


def test_whoever_left_keeps_the_task_until_it_is_given_to_another(
    row: Paragraph, owner: User, secretary: Actor
) -> None:
    task = set_task(row.key, Assignment(owner.pk, "A paper"), by=secretary, at=NOW)
    owner.delegations.update(until=NOW)
    kept = change_task(task.pk, Assignment(owner.pk, "Another paper"), seen=1, by=secretary, at=NOW)
    assert kept.product == "Another paper"
    with pytest.raises(Invalid):
        set_task(row.key, Assignment(owner.pk, "A paper"), by=secretary, at=NOW)


def test_an_auditor_reads_tasks_and_changes_none(
    signed_in: SignedIn, row: Paragraph, owner: User, auditor: Actor
) -> None:
    task = factories.task(paragraph=row, owner=owner)
    client = signed_in(Role.AUDITOR)
    text = client.get(f"/en/tasks/{task.pk}/").content.decode()
    assert "A report" in text
    assert 'name="product"' not in text
    assert client.post(f"/en/tasks/{task.pk}/", given(owner, seen=1, status="done")).status_code == 404
    assert client.get(SET).status_code == 404
    with pytest.raises(Denied):
        set_task(row.key, Assignment(owner.pk, "A paper"), by=auditor, at=NOW)
    with pytest.raises(Denied):
        change_task(task.pk, Assignment(owner.pk, "A paper"), seen=1, by=auditor, at=NOW)


def test_to_others_no_task_is_there(client: Client, signed_in: SignedIn, row: Paragraph, owner: User) -> None:
    task = factories.task(paragraph=row, owner=owner)
    for visitor in (client, signed_in(Role.FOCAL_POINT, state=State.objects.get(pk="XAA"))):
        for address in ("tasks/", "tasks/export.csv", f"tasks/{task.pk}/"):
            assert visitor.get(f"/en/{address}").status_code == 404
        assert "A report" not in visitor.get("/en/decisions/x-1/paragraphs/a/").content.decode()
