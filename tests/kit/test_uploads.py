"""What a person uploaded and has not saved: kept a day, for nobody else; and the door it comes through."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.core.language import number
from palermo.kit import tasks
from palermo.kit.incoming import staging
from palermo.kit.incoming.door import LargestBodyMiddleware
from palermo.kit.incoming.limits import LARGEST
from palermo.kit.models import Upload
from tests import factories

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
KIND, DATA = "x.importer", b"a,b\n1,2"


def keep(
    by: Actor, data: bytes = DATA, at: datetime = AT, kind: str = KIND, name: str = "acts.csv"
) -> Upload:
    return staging.keep(kind, name, data, by=by, at=at)


def test_it_works(db: None, secretary: Actor) -> None:
    held = keep(secretary)
    found = staging.found(KIND, held.pk, by=secretary, at=AT + timedelta(hours=1))
    assert bytes(found.content) == DATA
    assert (found.file_name, found.size, found.digest) == ("acts.csv", 7, hashlib.sha256(DATA).hexdigest())
    assert staging.saved_before(KIND, found.digest) is None
    staging.done(found, by=secretary, at=AT + timedelta(hours=2))
    assert staging.saved_before(KIND, found.digest) == AT + timedelta(hours=2)
    assert bytes(Upload.objects.get(pk=held.pk).content) == b""


def test_nobody_else_finds_it_and_absent_looks_the_same(
    db: None, secretary: Actor, administrator: Actor
) -> None:
    held = keep(secretary)
    said = []
    for by, kind, key in (
        (administrator, KIND, held.pk),
        (secretary, "another", held.pk),
        (secretary, KIND, held.pk + 1),
    ):
        with pytest.raises(Missing) as missing:
            staging.found(kind, key, by=by, at=AT)
        said.append(str(missing.value))
    assert len(set(said)) == 1


def test_a_stranger_keeps_nothing(db: None, secretary: Actor) -> None:
    held = keep(secretary)
    for act in (
        lambda: keep(PUBLIC),
        lambda: staging.found(KIND, held.pk, by=PUBLIC, at=AT),
        lambda: staging.done(held, by=PUBLIC, at=AT),
    ):
        with pytest.raises(Denied):
            act()
    assert Upload.objects.count() == 1


def test_it_is_gone_after_a_day(db: None, secretary: Actor) -> None:
    held = keep(secretary)
    assert staging.found(KIND, held.pk, by=secretary, at=AT + timedelta(hours=23, minutes=59))
    with pytest.raises(Missing):
        staging.found(KIND, held.pk, by=secretary, at=AT + timedelta(hours=24))


def test_the_task_drops_what_was_not_saved_in_a_day_and_nothing_else(db: None) -> None:
    now = datetime.now(UTC)
    young = factories.upload(at=now - timedelta(hours=23))
    saved = factories.upload(at=now - timedelta(days=90), saved_at=now - timedelta(days=90), content=b"")
    factories.upload(at=now - timedelta(hours=25))
    tasks.forget_unsaved_files.call()
    assert set(Upload.objects.values_list("pk", flat=True)) == {young.pk, saved.pk}


def test_what_is_saved_is_saved_once(db: None, secretary: Actor) -> None:
    held = keep(secretary)
    other_window = staging.found(KIND, held.pk, by=secretary, at=AT)
    staging.done(held, by=secretary, at=AT)
    with pytest.raises(Conflict):
        staging.done(other_window, by=secretary, at=AT + timedelta(minutes=1))
    with pytest.raises(Missing):
        staging.found(KIND, held.pk, by=secretary, at=AT)
    assert Upload.objects.get().saved_at == AT


def test_the_same_file_again_is_noticed_whatever_it_is_called_and_whoever_has_it(
    db: None, secretary: Actor, administrator: Actor
) -> None:
    staging.done(keep(secretary), by=secretary, at=AT)
    again = keep(administrator, name="other.csv", at=AT + timedelta(days=40))
    assert staging.saved_before(KIND, again.digest) == AT
    assert staging.saved_before("another", again.digest) is None


def test_the_same_file_waits_once_and_no_more_than_five_wait(
    db: None, secretary: Actor, administrator: Actor
) -> None:
    first, again = keep(secretary), keep(secretary)
    assert set(Upload.objects.values_list("pk", flat=True)) == {again.pk}
    theirs, other_kind = keep(administrator), keep(secretary, kind="another")
    later = [keep(secretary, data=str(turn).encode()) for turn in range(6)]
    there = set(Upload.objects.values_list("pk", flat=True))
    assert there == {theirs.pk, other_kind.pk, *(each.pk for each in later[1:])}
    assert first.pk not in there


def test_a_file_that_is_too_large_is_not_kept(db: None, secretary: Actor) -> None:
    keep(secretary, data=b"x" * LARGEST)
    with pytest.raises(Invalid) as refused:
        keep(secretary, data=b"x" * (LARGEST + 1))
    assert refused.value.code == "file.large"
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("acts.csv", "acts.csv"),
        ("C:\\Users\\x\\acts 2.xlsx", "acts 2.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("الإجراءات.xlsx", "الإجراءات.xlsx"),
        ("\u202efdp.xlsx", "_fdp.xlsx"),
        ("a\n\x1b[31m.csv", "a__[31m.csv".replace("[", "_")),
        ("<b>.csv", "_b_.csv"),
        ("", "file"),
        ("..", "file"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
    ],
)
def test_the_name_of_a_file_is_made_fit_to_be_shown(given: str, shown: str) -> None:
    assert staging.shown_name(given) == shown


# ── the door ──────────────────────────────────────────────────────────────────────────────────────


def test_a_body_that_is_too_large_gets_a_sentence(client: Client, facts: None) -> None:
    file = SimpleUploadedFile("a.csv", b"x" * (settings.LARGEST_BODY + 1))
    answer = client.post("/fr/states/", {"file": file})
    assert answer.status_code == 413
    assert number(settings.LARGEST_BODY, "fr") in answer.content.decode()
    assert "<h1" in answer.content.decode()


def test_of_the_api_too(client: Client, facts: None) -> None:
    answer = client.post("/api/v1/states", data=b"x" * 3_000_000, content_type="application/json")
    assert answer.status_code == 413
    assert answer.json()["type"] == "urn:palermo:problem:body.large"


class Unread:
    """A body that must not be read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("a body that is too large was read")


@pytest.fixture
def door() -> Callable[[HttpRequest], HttpResponse]:
    return LargestBodyMiddleware(lambda _request: HttpResponse(status=204))


MULTIPART = "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("length", "kind", "status"),
    [
        ("0", MULTIPART, 204),
        ("", MULTIPART, 204),
        ("nonsense", MULTIPART, 204),  # which Django reads as nothing
        (str(settings.LARGEST_BODY), MULTIPART, 204),
        (str(settings.LARGEST_BODY + 1), MULTIPART, 413),
        ("9" * 30, MULTIPART, 413),
        (str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE), "application/x-www-form-urlencoded", 204),
        (str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), "application/x-www-form-urlencoded", 413),
        (str(settings.LARGEST_BODY), "text/csv", 413),
        (str(settings.LARGEST_BODY), "", 413),
    ],
)
@pytest.mark.parametrize("verb", ["POST", "PUT", "GET", "BREW"])
def test_nothing_is_read_of_a_body_that_is_too_large(
    door: Callable[[HttpRequest], HttpResponse], length: str, kind: str, status: int, verb: str, facts: None
) -> None:
    request = RequestFactory().generic(verb, "/en/states/", CONTENT_TYPE=kind)
    request.META |= {"CONTENT_LENGTH": length, "wsgi.input": Unread()}
    request._stream = cast(Any, Unread())
    assert door(request).status_code == status


def test_a_file_is_never_put_on_a_disk() -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= LARGEST
