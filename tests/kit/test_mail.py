"""Letters: as files unless a server is named, tried again until they are taken."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail as letters
from django.db import transaction
from django.test import RequestFactory
from django.test.utils import override_settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from palermo.actors import tasks as people
from palermo.kit import mail
from palermo.kit.env import Environment, MailServer
from palermo.kit.tasks import afterwards, begin_again
from tests import factories

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
FILES = "palermo.kit.mail.Files"
TEMPLATE = "actors/mail/role_given.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(EMAIL_BACKEND=FILES, EMAIL_FILE_PATH=tmp_path / "mail"):
        yield tmp_path / "mail"


def send(language: str = "en", at: datetime = AT, **values: Any) -> None:
    told = {"capacity": "Focal point", "link": "https://palermo.example/en/"}
    mail.send(TEMPLATE, "a@example.org", language, told | values, at=at)


def read(path: Path) -> Any:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def test_it_works(folder: Path) -> None:
    send()
    [kept] = folder.iterdir()
    letter = read(kept)
    assert (letter["To"], letter["From"]) == ("a@example.org", "Palermo <palermo@localhost>")
    assert letter["Subject"] == "Palermo: a role for you (Focal point)"
    assert letter["Content-Language"] == "en"
    assert letter["Date"].datetime == AT
    assert "https://palermo.example/en/" in letter.get_content()


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


def test_letters_are_their_owners_alone_and_sort_by_time(folder: Path) -> None:
    for hours in (2, 0, 1):
        send(at=AT + timedelta(hours=hours))
    kept = sorted(folder.iterdir())
    assert [read(each)["Date"].datetime for each in kept] == [
        AT + timedelta(hours=hours) for hours in (0, 1, 2)
    ]
    assert all(each.stat().st_mode & 0o777 == 0o600 for each in kept)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_many_at_once_are_each_kept_whole(folder: Path, counted: Callable[[str], None]) -> None:
    threads = [threading.Thread(target=send, kwargs={"capacity": "x" * 50_000}) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    kept = list(folder.iterdir())
    assert len(kept) == 20
    assert all("x" * 50_000 in read(each).get_content() for each in kept)
    counted("20 letters of 50 KB at once: 20 whole files")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("no folder")
    with (
        override_settings(EMAIL_BACKEND=FILES, EMAIL_FILE_PATH=tmp_path / "mail"),
        pytest.raises(mail.UNSENT),
    ):
        send()


# ── what is written ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words", ["Focal point\nBcc: b@example.org", "Focal point\r\n\r\nx", "a\u2028b\u0085c\x0bd"]
)
def test_a_subject_is_one_line(folder: Path, words: str) -> None:
    send(capacity=words)
    [kept] = folder.iterdir()
    letter = read(kept)
    assert letter["Bcc"] is None
    assert letter["To"] == "a@example.org"
    assert "\n" not in letter["Subject"]


def test_words_stand_as_they_are_and_not_as_html(folder: Path) -> None:
    send(capacity="Côte d’Ivoire & “Others” <x>")
    [kept] = folder.iterdir()
    assert read(kept)["Subject"].strip() == "Palermo: a role for you (Côte d’Ivoire & “Others” <x>)"


def test_a_link_begins_with_the_address_that_is_set_else_as_was_asked() -> None:
    asked = RequestFactory().get("/en/", headers={"host": "localhost:8000"})
    assert mail.origin_of(asked) == "http://localhost:8000"
    with override_settings(ADDRESS="https://palermo.example"):
        assert mail.origin_of(asked) == "https://palermo.example"


def test_a_secret_follows_from_its_seed_and_the_installation_alone() -> None:
    secret = mail.secret_of("a")
    assert secret == mail.secret_of("a") != mail.secret_of("b")
    assert len(secret) == 64
    with override_settings(SECRET_KEY="another"):
        assert mail.secret_of("a") != secret


# ── tried until they are taken ────────────────────────────────────────────────────────────────────


def ready() -> "list[DBTaskResult[Any, Any]]":
    return list(DBTaskResult.objects.filter(status=TaskResultStatus.READY))


def test_a_letter_that_is_not_taken_is_tried_again_later(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    given = factories.delegation(user=factories.user(email="a@example.org"), role="expert")
    monkeypatch.setattr(people, "now", lambda: AT)
    with override_settings(EMAIL_BACKEND=FILES, EMAIL_FILE_PATH="/proc/nowhere"):
        people.mail_notice.call(letter="role_given", delegation=given.pk, origin="https://x")
    [again] = ready()
    assert again.args_kwargs["kwargs"] | {"tries": 0} == {
        "letter": "role_given",
        "delegation": given.pk,
        "origin": "https://x",
        "tries": 0,
    }
    assert again.args_kwargs["kwargs"]["tries"] == 1
    assert again.run_after == AT + timedelta(minutes=1)
    assert letters.outbox == []
    assert "A letter was not taken" in caplog.text
    assert "a@example.org" not in caplog.text
    people.mail_notice.call(**again.args_kwargs["kwargs"])
    assert len(letters.outbox) == 1


def test_the_pauses_grow_and_end_at_six_hours() -> None:
    pauses = [mail.pause(tries) for tries in range(50)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), timedelta(hours=6))


def test_what_a_killed_worker_was_at_is_begun_again(db: None) -> None:
    for _ in range(3):
        afterwards("palermo.kit.tasks.optimize_database")
    running, done, _waiting = DBTaskResult.objects.order_by("enqueued_at")
    running.claim("worker")
    done.claim("worker")
    done.set_successful(None)
    assert begin_again() == 1
    assert len(ready()) == 2
    assert DBTaskResult.objects.get(pk=done.pk).status == TaskResultStatus.SUCCESSFUL


def test_a_task_is_there_with_what_asked_for_it_or_not_at_all(db: None) -> None:
    with transaction.atomic():
        afterwards("palermo.kit.tasks.optimize_database")
        transaction.set_rollback(True)
    assert ready() == []


# ── a server ──────────────────────────────────────────────────────────────────────────────────────


def server_of(url: str) -> MailServer | None:
    return Environment({"X": url}).mail_server("X")


def test_a_server_is_named_by_its_address() -> None:
    assert server_of("smtp://a:p%40ss@mail.example") == MailServer("mail.example", 587, "a", "p@ss", "smtp")
    assert server_of("smtps://mail.example") == MailServer("mail.example", 465, "", "", "smtps")
    assert server_of("smtp+plain://localhost:2525") == MailServer("localhost", 2525, "", "", "smtp+plain")
    assert server_of("") is None


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://a:secret@mail.example",
        "smtp://",
        "smtp://a:secret@x:port",
        "smtp://a:secret@x/path",
    ],
)
def test_an_address_that_is_none_stops_the_start_and_keeps_the_password_to_itself(url: str) -> None:
    with pytest.raises(SystemExit, match="The setting X must be as smtp://") as stopped:
        server_of(url)
    assert "secret" not in str(stopped.value)


def test_the_address_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("smtps://a:b@mail.example\n")
    found = Environment({"X_FILE": str(tmp_path / "url")}).mail_server("X")
    assert found == MailServer("mail.example", 465, "a", "b", "smtps")
    with pytest.raises(SystemExit, match="X_FILE"):
        Environment({"X_FILE": str(tmp_path / "none")}).mail_server("X")


def test_letters_go_to_files_unless_a_server_is_named() -> None:
    assert django_settings.MAIL_SERVER is None
    assert Path(django_settings.EMAIL_FILE_PATH) == django_settings.DATA / "mail"


def test_a_server_gets_the_letter(db: None) -> None:
    """A server of mails that says yes to everything, on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as heard:
        got: list[bytes] = []
        thread = threading.Thread(target=take, args=(heard, got))
        thread.start()
        backend = "django.core.mail.backends.smtp.EmailBackend"
        where = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": heard.getsockname()[1], "EMAIL_USE_TLS": False}
        with override_settings(EMAIL_BACKEND=backend, **where):
            send(language="ar")
        thread.join(20)
    said = b"".join(got)
    assert b"rcpt to:<a@example.org>" in said.lower()
    assert b"Content-Language: ar" in said


def take(heard: socket.socket, got: list[bytes]) -> None:
    connection, _address = heard.accept()
    with connection, connection.makefile("rwb", buffering=0) as line:
        line.write(b"220 here\r\n")
        data = False
        while read := line.readline():
            got.append(read)
            if data:
                if read == b".\r\n":
                    data = False
                    line.write(b"250 taken\r\n")
            elif read.upper().startswith(b"DATA"):
                data = True
                line.write(b"354 go on\r\n")
            elif read.upper().startswith(b"QUIT"):
                line.write(b"221 bye\r\n")
                return
            else:
                line.write(b"250 yes\r\n")
