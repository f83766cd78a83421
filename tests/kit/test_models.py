"""What exists once: text in six languages, and the token against lost updates."""

import pytest
from django.core import serializers

from palermo.actors.models import State
from palermo.core.errors import Conflict
from palermo.core.language import LANGUAGES, Text

SIX = Text({code: f"{code} – “é”, 中文, العربية, <b>" for code in LANGUAGES}, stale=frozenset({"fr", "ar"}))


def test_it_works(xa: State) -> None:
    xa.names = SIX
    xa.save()
    assert State.objects.get(pk=xa.pk).names == SIX


# ── text in six languages ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [Text(), Text({"en": "State"}), SIX])
def test_a_text_comes_back_as_it_went_in(xa: State, text: Text) -> None:
    State.objects.filter(pk=xa.pk).update(names=text)
    found = State.objects.values_list("names", flat=True).get(pk=xa.pk)
    assert (found, found.stale) == (text, text.stale)
    assert State.objects.get(names=text, pk=xa.pk).names.choose("fr").stale is (text is SIX)


def test_a_text_survives_a_dump(xa: State) -> None:
    xa.names = SIX
    [loaded] = serializers.deserialize("json", serializers.serialize("json", [xa]))
    loaded.save()
    assert State.objects.get(pk=xa.pk).names == SIX


def test_a_row_whose_text_is_empty_is_valid(xa: State) -> None:
    xa.names = Text()
    xa.full_clean(exclude=["group"])


# ── nobody's work is lost ─────────────────────────────────────────────────────────────────────────


def test_the_second_to_save_is_told_and_nothing_is_overwritten(xa: State) -> None:
    first, second = State.objects.get(pk=xa.pk), State.objects.get(pk=xa.pk)
    first.folded, second.folded, second.names = "of the first", "of the second", Text({"en": "Second"})
    first.save_if_unchanged(1, ["folded"])
    with pytest.raises(Conflict) as told:
        second.save_if_unchanged(1, ["folded", "names"])
    assert "Saved by someone else first" in str(told.value)
    kept = State.objects.get(pk=xa.pk)
    assert (kept.folded, kept.names, kept.version) == ("of the first", xa.names, 2)


def test_whoever_saw_the_newest_version_may_save_again(xa: State) -> None:
    for number in (1, 2, 3):
        xa.folded = f"edition {number}"
        xa.save_if_unchanged(xa.version, ["folded"])
    assert State.objects.values_list("folded", "version").get(pk=xa.pk) == ("edition 3", 4)


def test_only_the_fields_named_are_written(xa: State) -> None:
    xa.folded, xa.m49 = "said", "999"
    xa.save_if_unchanged(1, ["folded"])
    assert State.objects.values_list("folded", "m49").get(pk=xa.pk) == ("said", "900")


def test_a_row_that_is_gone_is_a_conflict_too(xa: State) -> None:
    State.objects.filter(pk=xa.pk).delete()
    with pytest.raises(Conflict):
        xa.save_if_unchanged(1, ["folded"])
    assert not State.objects.filter(pk=xa.pk).exists()
