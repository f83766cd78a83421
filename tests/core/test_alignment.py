"""Parts of a decision under their labels, set beside the same parts in another language."""

from datetime import date

import pytest

from palermo.core.deliberation import read
from palermo.core.deliberation.alignment import Held, aligned
from palermo.core.deliberation.due import due_on
from palermo.core.deliberation.kinds import kind_of
from palermo.core.deliberation.places import places_of
from tests.mandates.bridges import ARABIC, COUNCIL, FRENCH, SHORT


def held(text: str) -> list[Held]:
    return [Held(each.label, each.parent, each.kind) for each in places_of(read(text))]


def test_it_works() -> None:
    places = places_of(read(FRENCH))
    assert [each.label for each in places] == ["pre.1", "a", "b", "b.i", "b.ii", "c"]
    pairs, doubts = aligned(held(FRENCH), places_of(read(ARABIC)))
    assert list(pairs) == ["pre.1", "a", "b", "c", "b.i", "b.ii"]
    assert not doubts
    assert pairs["b.ii"].text.startswith("نشر")


def test_no_two_parts_have_the_same_label() -> None:
    doubled = COUNCIL.replace("3. Decides", "2. Decides")
    labels = [each.label for each in places_of(read(doubled))]
    assert len(labels) == len(set(labels))


def test_what_one_side_lacks_is_a_doubt() -> None:
    pairs, doubts = aligned(held(FRENCH), places_of(read(SHORT)))
    assert "c" not in pairs
    assert [(each.code, each.words) for each in doubts] == [("alignment.lacks", "c")]
    _pairs, doubts = aligned(held(SHORT), places_of(read(FRENCH)))
    assert [each.code for each in doubts] == ["alignment.more"]


def test_paragraphs_without_numbers_go_by_their_order() -> None:
    unnumbered = COUNCIL.replace("1. ", "").replace("2. ", "").replace("3. ", "")
    assert [each.label for each in places_of(read(unnumbered)) if each.kind == "operative"] == [
        "p1",
        "p2",
        "p3",
    ]
    pairs, doubts = aligned(held(COUNCIL), places_of(read(unnumbered)))
    assert [pairs[label].label for label in "123"] == ["p1", "p2", "p3"]
    assert not doubts


def test_a_paragraph_whose_verb_is_not_known_is_one_all_the_same() -> None:
    found = read(FRENCH.replace("A invité", "A blabla"))
    assert [each.number for each in found.operative] == ["a", "b", "c"]
    assert [each.code for each in found.doubts] == ["verb.unknown"]


@pytest.mark.parametrize(
    ("phrase", "language", "day"),
    [
        ("no later than 31 December 2025", "en", date(2025, 12, 31)),
        ("by the end of March 1994", "en", date(1994, 3, 31)),
        ("within forty-eight hours", "en", date(2020, 2, 1)),
        ("within a period of two months", "en", date(2020, 3, 30)),
        ("dans les quatre-vingt-dix jours", "fr", date(2020, 4, 29)),
        ("a más tardar el 31 de marzo de 2027", "es", date(2027, 3, 31)),
        ("не позднее 30 июня 2018 года", "ru", date(2018, 6, 30)),
        ("في موعد لا يتجاوز ٣٠ حزيران/يونيه ٢٠٤١", "ar", date(2041, 6, 30)),
        ("至迟于2018年6月30日", "zh", date(2018, 6, 30)),
        ("三个月内", "zh", date(2020, 4, 30)),
        ("at its next session", "en", None),
        ("by 31 February 2025", "en", None),
    ],
)
def test_a_day_is_worked_out_only_where_the_phrase_tells_it(
    phrase: str, language: str, day: date | None
) -> None:
    assert due_on(phrase, language, date(2020, 1, 30)) == day


def test_a_period_without_its_beginning_has_no_day() -> None:
    assert due_on("within three months", "en") is None


@pytest.mark.parametrize(
    ("phrase", "language", "kind"),
    [
        ("all States that have not yet become parties to the Protocol", "en", "states_not_party"),
        ("the Chair of the working group", "en", "chair"),
        ("the working group", "en", "working_group"),
        ("les États parties", "fr", "states_parties"),
        ("le Secrétariat", "fr", "secretariat"),
        ("los Estados Miembros", "es", "member_states"),
        ("Генерального секретаря", "ru", "secretary_general"),
        ("государства-участники", "ru", "states_parties"),
        ("الأمانة", "ar", "secretariat"),
        ("الدول الأعضاء", "ar", "member_states"),
        ("缔约国", "zh", "states_parties"),
        ("私营部门", "zh", "private_sector"),
        ("whoever this is", "en", "other"),
    ],
)
def test_a_phrase_names_a_kind_of_party(phrase: str, language: str, kind: str) -> None:
    assert kind_of(phrase, language) == kind
