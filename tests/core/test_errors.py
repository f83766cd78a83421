"""What is refused, with a sentence that a person can act on."""

import pytest

from palermo.core.errors import Conflict, Denied, Invalid, Missing, Problem


def test_it_works() -> None:
    problem = Invalid("date.invalid", "“%(value)s” is not a date.", value="soon")
    assert str(problem) == "“soon” is not a date."
    assert (problem.code, problem.values) == ("date.invalid", {"value": "soon"})


@pytest.mark.parametrize(("kind", "status"), [(Invalid, 400), (Denied, 403), (Missing, 404), (Conflict, 409)])
def test_each_kind_has_its_answer(kind: type[Problem], status: int) -> None:
    assert kind.status == status
    with pytest.raises(Problem):
        raise kind("some.code", "It cannot be.")


def test_what_was_typed_is_never_read_as_a_message() -> None:
    typed = "%(password)s %d 100%"
    assert str(Invalid("x", "“%(value)s” is not one.", value=typed)) == f"“{typed}” is not one."


def test_a_value_may_have_any_name() -> None:
    assert str(Missing("x", "No %(code)s, no %(message)s.", code="A", message="B")) == "No A, no B."
