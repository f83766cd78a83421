"""Official texts are kept and taken out whole."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Conflict, Denied, Missing
from palermo.core.treaty_text import read
from palermo.kit.models import changed
from palermo.texts import queries
from palermo.texts.models import Instrument, OfficialText, Wording
from palermo.texts.services import Plan, keep_text, remove_text
from tests import factories
from tests.core.lanterns import ENGLISH, NUMBERS, OTHERS

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def lanterns(db: None) -> Instrument:
    treaty = factories.instrument("x-lanterns")
    changed("palermo.texts")
    return treaty


def plan(text: str = ENGLISH, language: str = "en") -> Plan:
    return Plan("x-lanterns", language, "plain", "lanterns.txt", "1" * 64, read(text), (3, 3), (0, 0), ())


def test_it_works(lanterns: Instrument, administrator: Actor) -> None:
    kept = keep_text(plan(), by=administrator, at=AT)
    assert (kept.characters, kept.digest, kept.imported_at) == (len(ENGLISH), "1" * 64, AT)
    [held] = [each for each in queries.official_texts(PUBLIC) if each.instrument_id == "x-lanterns"]
    assert held == kept
    parts = list(queries.wordings(PUBLIC, "x-lanterns", "en"))
    assert "".join(part.raw for part in parts) == ENGLISH
    assert [part.number for part in parts if part.number] == NUMBERS
    of_third = queries.wordings_of_article(PUBLIC, "x-lanterns", "3")
    assert [part.number for part in of_third["en"]] == [number for number in NUMBERS if number[0] == "3"]


def test_the_texts_of_several_languages_stand_beside_one_another(
    lanterns: Instrument, administrator: Actor
) -> None:
    keep_text(plan(), by=administrator, at=AT)
    keep_text(plan(OTHERS["ar"], "ar"), by=administrator, at=AT)
    assert set(queries.wordings_of_article(PUBLIC, "x-lanterns", "1")) == {"ar", "en"}


def test_a_text_that_is_held_is_replaced_only_where_that_is_said(
    lanterns: Instrument, administrator: Actor
) -> None:
    keep_text(plan(), by=administrator, at=AT)
    other = plan(ENGLISH.replace("fog", "mist"))
    with pytest.raises(Conflict) as refused:
        keep_text(other, by=administrator, at=AT)
    assert "held already" in str(refused.value)
    assert "fog" in "".join(queries.wordings(PUBLIC, "x-lanterns", "en").values_list("raw", flat=True))
    keep_text(other, by=administrator, at=AT, replace=True)
    assert "mist" in "".join(queries.wordings(PUBLIC, "x-lanterns", "en").values_list("raw", flat=True))
    assert Wording.objects.filter(text__instrument=lanterns).count() == len(other.parts)


def test_all_of_it_is_kept_or_nothing(lanterns: Instrument, administrator: Actor) -> None:
    broken = plan()
    broken = replace(broken, parts=[*broken.parts, replace(broken.parts[0], kind="nonsense")])
    with pytest.raises(Exception, match="wording_kind_is_known"):
        keep_text(broken, by=administrator, at=AT)
    assert not OfficialText.objects.exists()
    assert not Wording.objects.exists()


def test_what_cannot_be_kept_leaves_what_was_held(lanterns: Instrument, administrator: Actor) -> None:
    keep_text(plan(), by=administrator, at=AT)
    broken = replace(plan(), parts=[replace(plan().parts[0], kind="nonsense")])
    with pytest.raises(Exception, match="wording_kind_is_known"):
        keep_text(broken, by=administrator, at=AT, replace=True)
    assert queries.official_text(PUBLIC, "x-lanterns", "en").characters == len(ENGLISH)


def test_a_text_is_taken_out_whole(lanterns: Instrument, administrator: Actor) -> None:
    keep_text(plan(), by=administrator, at=AT)
    remove_text("x-lanterns", "en", by=administrator, at=AT)
    assert not OfficialText.objects.filter(instrument=lanterns).exists()
    assert not Wording.objects.filter(text__instrument=lanterns).exists()
    with pytest.raises(Missing) as refused:
        queries.official_text(PUBLIC, "x-lanterns", "en")
    assert str(refused.value) == "No official text of “x-lanterns” in the language “en” is held here."
    with pytest.raises(Missing):
        remove_text("x-lanterns", "en", by=administrator, at=AT)


def test_only_the_administrator_and_the_secretariat_keep_and_remove(
    lanterns: Instrument, secretary: Actor, focal_point: Actor, auditor: Actor
) -> None:
    for actor in (PUBLIC, focal_point, auditor):
        with pytest.raises(Denied):
            keep_text(plan(), by=actor, at=AT)
        with pytest.raises(Denied):
            remove_text("x-lanterns", "en", by=actor, at=AT)
    keep_text(plan(), by=secretary, at=AT)
    remove_text("x-lanterns", "en", by=secretary, at=AT)
