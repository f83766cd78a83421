"""Letters that say that what somebody signs in with was changed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from palermo.actors import queries
from palermo.actors.models import User
from palermo.actors.services import recovery_link, regain, second_factors
from palermo.actors.services.accounts import change_passphrase
from palermo.cli.facts import INSTALLATION
from palermo.core.actor import Actor
from tests import factories
from tests.actors.door import code, person
from tests.actors.letters import delivered
from tests.factories import MOMENT

AT = MOMENT + timedelta(days=1)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

pytestmark = pytest.mark.django_db
Change = Callable[[User, Actor], object]


def change_of_passphrase(user: User, by: Actor) -> None:
    change_passphrase(user, "quite another passphrase", by=by, at=AT)


def added(user: User, by: Actor) -> None:
    assert second_factors.add_app(user, SECRET, code(SECRET), by=by, at=AT) is not None


def told_after(change: Change, user: User) -> list[tuple[str, str]]:
    change(user, queries.actor_of(user, AT, second_factor=True))
    return [(str(each.subject), str(each.body)) for each in delivered() if each.to == [user.email]]


def test_it_works() -> None:
    [(subject, body)] = told_after(change_of_passphrase, person())
    assert subject == "Palermo: your passphrase was changed"
    assert "The passphrase of your account in Palermo was changed on" in body
    assert "quite another passphrase" not in body


@pytest.mark.parametrize(
    ("app", "change", "sentence"),
    [
        (False, added, "was added to your account in Palermo on"),
        (True, lambda user, by: second_factors.remove(user, "totp", by=by, at=AT), "was removed from your"),
        (
            True,
            lambda user, by: second_factors.make_recovery_codes(user, by=by, at=AT),
            "New recovery codes were made",
        ),
    ],
)
def test_one_letter_tells_of_a_second_factor(app: bool, change: Change, sentence: str) -> None:
    [(subject, body)] = told_after(change, person(app=app))
    assert subject == "Palermo: your second factor was changed"
    assert sentence in body
    assert SECRET not in body


def test_a_letter_tells_that_access_was_restored_by_a_link() -> None:
    user = person(app=True)
    token = recovery_link(user.email, why="lost", by=INSTALLATION, at=AT)
    regain(queries.digest_of(token), passphrase="quite another passphrase", at=AT)
    [letter] = delivered()
    assert letter.to == [user.email]
    assert "access to your account in Palermo was restored on" in letter.body
    assert token not in letter.body


def test_whoever_was_deactivated_or_erased_meanwhile_gets_none() -> None:
    for changed in ({"is_active": False}, {"name": "", "email": "erased-{}@erased.invalid"}):
        user = factories.user(email=f"{len(changed)}@example.org")
        change_of_passphrase(user, queries.actor_of(user, AT, second_factor=True))
        for name, value in changed.items():
            setattr(user, name, str(value).format(user.pk) if name == "email" else value)
        user.save()
        assert delivered() == []
