"""Official texts imported on the web: looked at, then kept, put in the place of another, or taken out."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from palermo.core.actor import Role
from palermo.core.errors import Invalid
from palermo.journal.models import Entry
from palermo.kit.models import Upload, changed
from palermo.texts.importers import apart
from palermo.texts.importers.apart import read_apart
from palermo.texts.importers.reading import LARGEST, read_file
from palermo.texts.models import OfficialText, Wording
from tests import factories
from tests.core.lanterns import ENGLISH, OTHERS
from tests.texts.test_akoma_ntoso import FOREIGN

IMPORT = "/en/texts/import/"
WHOLE = "/en/texts/x-lanterns/official/en/"
REMOVE = f"{WHOLE}remove/"
pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture(autouse=True)
def lanterns(facts: None) -> None:
    """An invented treaty of three articles, of which some provisions are summarized."""
    treaty = factories.instrument("x-lanterns", article_count=3)
    for order, number in enumerate(["1", "2", "2/a", "3", "3/1"], 1):
        factories.provision(instrument=treaty, number=number, order=order)
    changed("palermo.texts")


@pytest.fixture
def secretariat(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.SECRETARIAT)


def upload(client: Client, content: str | bytes = ENGLISH, name: str = "lanterns.txt", **given: str) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    whose = {"instrument": "x-lanterns", "language": "en"} | given
    return client.post(IMPORT, whose | {"file": SimpleUploadedFile(name, data)})


def keep(client: Client, content: str | bytes = ENGLISH, **given: str) -> Any:
    """Look at a file, then send the form as it stands."""
    address = upload(client, content)["Location"]
    form = client.get(address).context["form"]
    return client.post(address, {"held": form["held"].value()} | given)


def words(answer: Any) -> str:
    return re.sub(r" +", " ", unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())))


def test_it_works(secretariat: Client, client: Client) -> None:
    """Nothing is saved by looking; then all of it is, and the file that was staged goes."""
    answer = upload(secretariat)
    assert answer.status_code == 303
    seen = words(secretariat.get(answer["Location"]))
    assert "Not saved yet" in seen
    assert "3 of 3 have words here" in seen
    assert not OfficialText.objects.exists()
    kept = keep(secretariat)
    assert (kept.status_code, kept["Location"]) == (303, WHOLE)
    assert "The text is kept." in words(secretariat.get(WHOLE))
    assert client.get("/en/texts/x-lanterns/official.en.txt").content.decode() == ENGLISH
    entry = Entry.objects.get(act="texts.text_kept")
    assert (entry.subject, entry.name) == ("texts.official_text/x-lanterns/en", "A secretariat")
    assert [bytes(each.content) for each in Upload.objects.exclude(saved_at=None)] == [b""]


def test_every_article_stands_beside_our_heading_and_every_doubt_has_its_line(secretariat: Client) -> None:
    wrong = ENGLISH.replace("Article 2", "Article 7")
    seen = words(secretariat.get(upload(secretariat, wrong)["Location"]))
    line = ENGLISH[: ENGLISH.index("Article 2")].count("\n") + 1
    assert f"line {line} The instrument has 3 articles, not an article 7." in seen
    assert "the file The file has no article 2." in seen
    assert re.search(r"Article 1 \d+ \d+ .+ Heading \(en\)", seen)
    assert f"Article 7 {line}" in seen


def test_akoma_ntoso_is_read_as_on_the_command_line(secretariat: Client) -> None:
    assert "Akoma Ntoso" in words(secretariat.get(upload(secretariat, FOREIGN, name="x.xml")["Location"]))
    assert keep(secretariat, FOREIGN).status_code == 303
    assert OfficialText.objects.get(instrument="x-lanterns").characters == len(FOREIGN)


def test_a_text_that_is_held_is_replaced_only_with_a_reason_and_what_goes_is_shown(
    secretariat: Client,
) -> None:
    keep(secretariat)
    other = ENGLISH.replace("fog", "mist")
    address = upload(secretariat, other)["Location"]
    seen = words(secretariat.get(address))
    assert "A text is held already, and goes if this one is kept. lanterns.txt" in seen
    held = OfficialText.objects.get(instrument="x-lanterns").digest
    assert held in seen
    assert secretariat.post(address, {"held": held, "why": ""}).status_code == 422
    assert OfficialText.objects.get(instrument="x-lanterns").digest == held
    assert secretariat.post(address, {"held": held, "why": "A better copy"}).status_code == 303
    raw = "".join(Wording.objects.filter(text__instrument="x-lanterns").values_list("raw", flat=True))
    assert raw == other
    entry = Entry.objects.filter(act="texts.text_kept")[0]
    assert (entry.why, entry.values["before"]["sha256"]) == ("A better copy", held)


def test_what_somebody_kept_meanwhile_is_not_replaced_unseen(secretariat: Client) -> None:
    address = upload(secretariat)["Location"]
    keep(secretariat, ENGLISH.replace("fog", "mist"))
    answer = secretariat.post(address, {"held": ""})
    assert answer.status_code == 422
    digest = OfficialText.objects.get(instrument="x-lanterns").digest
    keep(secretariat, ENGLISH.replace("fog", "haze"), why="Another copy")
    answer = secretariat.post(address, {"held": digest, "why": "Mine"})
    assert answer.status_code == 422
    assert "Another text was kept or taken out meanwhile" in words(answer)
    raw = "".join(Wording.objects.filter(text__instrument="x-lanterns").values_list("raw", flat=True))
    assert "haze" in raw
    again = {"held": answer.context["form"]["held"].value(), "why": "Mine"}
    assert secretariat.post(address, again).status_code == 303


def test_a_text_is_taken_out_with_a_reason(secretariat: Client, client: Client) -> None:
    keep(secretariat)
    form = secretariat.get(REMOVE).context["form"]
    assert secretariat.post(REMOVE, {"held": form["held"].value(), "why": " "}).status_code == 422
    assert OfficialText.objects.exists()
    answer = secretariat.post(REMOVE, {"held": form["held"].value(), "why": "It was a draft"})
    assert (answer.status_code, client.get(WHOLE).status_code) == (303, 404)
    assert Entry.objects.get(act="texts.text_removed").why == "It was a draft"
    assert secretariat.get(REMOVE).status_code == 404


def test_another_text_than_the_one_that_was_seen_is_not_taken_out(secretariat: Client) -> None:
    keep(secretariat)
    assert secretariat.post(REMOVE, {"held": "0" * 64, "why": "x"}).status_code == 409
    assert OfficialText.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "No article was found"),
        (b"PK\x03\x04", "This is a Word, PDF or archive file"),
        ("Où".encode("latin-1"), "is not in UTF-8: line 1, column 2"),
        (b"a\0b", "holds a null byte"),
        (b"<a>", "is not well formed"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "has a document type, or entities"),
        (b"<a/>", "is not Akoma Ntoso"),
    ],
    ids=str,
)
def test_a_file_that_is_no_treaty_is_refused_with_a_sentence(
    secretariat: Client, content: bytes, said: str
) -> None:
    answer = secretariat.get(upload(secretariat, content)["Location"])
    assert (answer.status_code, said in words(answer)) == (200, True)
    assert "Choose another file" in words(answer)
    assert secretariat.post(answer.request["PATH_INFO"], {}).status_code == 422
    assert not OfficialText.objects.exists()


def test_a_file_that_is_too_large_is_refused_at_once(secretariat: Client) -> None:
    answer = upload(secretariat, b"a" * (LARGEST + 1))
    assert (answer.status_code, "The text of a treaty has at most" in words(answer)) == (422, True)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "given", [{"instrument": "x-nothing"}, {"language": "de"}, {"instrument": ""}], ids=str
)
def test_whose_text_it_is_must_be_there(secretariat: Client, given: dict[str, str]) -> None:
    assert upload(secretariat, **given).status_code == 422
    address = upload(secretariat)["Location"]
    assert secretariat.get(address).status_code == 200
    for wrong in ("x-nothing/en/", "x-lanterns/de/", "x-lanterns/english/"):
        assert secretariat.get(address.replace("x-lanterns/en/", wrong)).status_code == 404


def test_what_somebody_else_uploaded_is_not_there(
    secretariat: Client, signed_in: Callable[..., Client]
) -> None:
    address = upload(secretariat)["Location"]
    assert signed_in(Role.ADMINISTRATOR).get(address).status_code == 404


@pytest.mark.parametrize("role", [None, *(set(Role) - {Role.SECRETARIAT, Role.ADMINISTRATOR})], ids=str)
def test_to_whoever_may_not_import_nothing_is_there(
    secretariat: Client, signed_in: Callable[..., Client], role: Role | None
) -> None:
    keep(secretariat)
    other = signed_in(role)
    for address in (IMPORT, upload(secretariat)["Location"], REMOVE):
        assert other.get(address).status_code == 404
        assert other.post(address, {"held": "", "why": "x"}).status_code == 404
    assert "texts/import" not in other.get("/en/texts/").content.decode()
    assert "remove/" not in other.get(WHOLE).content.decode()
    assert OfficialText.objects.count() == 1


def test_an_administrator_may_too(signed_in: Callable[..., Client]) -> None:
    administrator = signed_in(Role.ADMINISTRATOR)
    assert "texts/import" in administrator.get("/en/texts/").content.decode()
    assert keep(administrator).status_code == 303


# ── the process that reads ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "content", [ENGLISH, OTHERS["ar"], OTHERS["zh"], FOREIGN], ids=lambda text: text[:12]
)
def test_a_process_of_its_own_reads_what_we_would_have_read(content: str) -> None:
    here, there = read_file(content.encode(), "en"), read_apart(content.encode(), "en")
    assert (list(there.parts), there.form, list(there.doubts)) == (
        list(here.parts),
        here.form,
        list(here.doubts),
    )


def test_a_file_that_takes_more_than_it_may_is_stopped_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half a million articles in five megabytes, each of them a part."""
    with pytest.raises(Invalid) as refused:
        read_apart(b"Article 1\n" * (LARGEST // 10), "en")
    assert refused.value.code in {"file.memory", "file.slow"}
    with monkeypatch.context() as little:
        little.setattr(apart, "LIMITS", replace(apart.LIMITS, produced=1000))
        with pytest.raises(Invalid) as refused:
            read_apart(ENGLISH.encode(), "en")
    assert refused.value.code == "file.produced"
    monkeypatch.setattr(apart, "PROGRAM", ("/bin/false",))
    with pytest.raises(Invalid) as refused:
        read_apart(ENGLISH.encode(), "en")
    assert refused.value.code == "file.unreadable"
    monkeypatch.setattr(apart, "PROGRAM", ("/bin/echo",))
    with pytest.raises(Invalid):
        read_apart(ENGLISH.encode(), "en")
