"""States and organizations: what is on record of each, and how they are found."""

import pytest

from palermo.actors import queries
from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import LANGUAGES
from palermo.kit.models import changed
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")


def keys(actor: Actor, text: str) -> list[str]:
    return [code for code, _names in queries.search(actor, text)]


def test_it_works(stranger: Actor) -> None:
    italy = queries.state(stranger, "ita")
    assert (italy.iso2, italy.m49, italy.names.in_("fr")) == ("IT", "380", "Italie")


def test_there_are_198_states_each_with_codes_of_its_own_six_names_and_a_known_place(
    stranger: Actor,
) -> None:
    states = list(queries.states(stranger))
    assert len(states) == 198
    for code in ("key", "iso2", "m49"):
        assert len({getattr(state, code) for state in states}) == 198, code
    regions = queries.region_names(stranger)
    for state in states:
        assert all(state.names.choose(code).language == code for code in LANGUAGES), state.key
        assert state.region_id in regions, state.key
        assert state.subregion.parent_id == state.region_id, state.key
        member = state.membership in {State.Membership.MEMBER, State.Membership.FORMER}
        assert (state.group in State.Group.values) is member, state.key


def test_a_code_that_nobody_has_is_missing(stranger: Actor) -> None:
    with pytest.raises(Missing, match="“xyz”"):
        queries.state(stranger, "xyz")
    with pytest.raises(Missing, match="“nobody”"):
        queries.organization(stranger, "nobody")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Swaziland", "SWZ"),
        ("Czech Republic", "CZE"),
        ("République tchèque", "CZE"),
        ("斯威士兰", "SWZ"),
        ("Югославия", "SCG"),
    ],
)
def test_a_state_is_found_by_its_earlier_names_in_any_language(stranger: Actor, text: str, code: str) -> None:
    assert code in keys(stranger, text)


def test_a_state_is_found_once_though_two_of_its_names_fit(stranger: Actor) -> None:
    assert keys(stranger, "bolivia") == ["BOL"]


def test_an_organization_is_found_by_its_earlier_name(stranger: Actor) -> None:
    assert keys(stranger, "European Community") == ["EUE"]
    assert keys(stranger, "European Union") == ["EUE"]


def test_what_long_lists_know_of_a_state_has_every_name_and_follows_a_new_one(
    stranger: Actor, xa: State
) -> None:
    assert "turkey" in queries.states_in_brief(stranger)["TUR"].folded
    assert "european community" in queries.organizations_in_brief(stranger)["EUE"].folded
    factories.state_name(state=xa, folded="formerly xanadu")
    changed("palermo.actors")
    assert "formerly xanadu" in queries.states_in_brief(stranger)[xa.pk].folded


def test_a_state_that_is_gone_names_the_one_that_continues_it(stranger: Actor) -> None:
    gone = queries.state(stranger, "SCG")
    assert gone.continued_by == queries.state(stranger, "SRB")
    assert [state.key for state in queries.states(stranger) if state.continued_by] == ["SCG"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_must_be_known_of_an_earlier_name_is_said_in_six_languages(
    stranger: Actor, language: str
) -> None:
    name = queries.earlier_names(stranger, "CZE").get()
    assert name.notes.choose(language).language == language
    assert queries.earlier_names(stranger, "TUR").get().notes.in_(language) == ""
