"""Attacks on the door of a served Palermo: nothing is compared beyond policy, and the victim gets in."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

import pytest

from tests.actors.door import code
from tests.assurance.attacks import SECOND, Browser, Watched, at_once, form, in_parallel, tries
from tests.assurance.lives import Life
from tests.cli.kept import empty_database

MOST, SHORT, LONG = (
    5,
    120,
    2_000,
)  # tries of a pair in ten minutes; attempts of the short run and of the long one
PARALLEL = 50
Counted = Callable[[str], None]
number = count(1)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with empty_database() as url:
        yield Watched(tmp_path_factory.mktemp("attacked") / "data", url)


@pytest.fixture(scope="module")
def life(watched: Watched) -> Iterator[Life]:
    served = Life(watched)
    yield served
    served.kill()


@pytest.fixture
def victim(life: Life, watched: Watched) -> str:
    """An address with letters that have twins."""
    email = f"kim.victim{next(number)}@secretariat.example.org"
    watched.people(json.dumps([[email, False]]))
    return email


@pytest.fixture
def with_app(life: Life, watched: Watched) -> tuple[str, list[str]]:
    """Somebody with an authenticator, and their recovery codes."""
    email = f"someone{next(number)}@example.org"
    [codes] = json.loads(watched.people(json.dumps([[email, True]])))
    return email, codes


def attacked(attempts: int, life: Life, watched: Watched, victim: str, counted: Counted) -> None:
    own = Browser(life.port)
    assert own.sign_in(victim)[0] == 303  # once, before: the victim's own browser is known from then on
    own.forget_session()
    before, seed = watched.worked(), random.randrange(10**9)
    attacker = Browser(life.port)
    sent = [partial(attacker.send, each) for each in tries(victim, attempts, seed)]
    statuses = Counter(status for status, _place in in_parallel(sent, PARALLEL))
    compared = (watched.worked() - before)["compared"]
    counted(
        f"{attempts} attempts (seed {seed}): {compared} compared of {MOST} allowed; answers {dict(statuses)}"
    )
    assert compared <= MOST
    assert not [status for status in statuses if status >= 500]
    assert statuses[303] == 0
    # From there, even the right passphrase is not looked at; for the victim's own browser it is.
    assert Browser(life.port).sign_in(victim)[0] == 429
    assert (watched.worked() - before)["compared"] == compared
    assert own.sign_in(victim)[0] == 303
    assert Browser(life.port, "127.0.0.9").sign_in(victim)[0] == 303


def test_an_attack_by_every_trick_compares_no_more_than_the_policy_allows(
    life: Life, watched: Watched, victim: str, counted: Counted
) -> None:
    attacked(SHORT, life, watched, victim, counted)


@pytest.mark.full
def test_a_long_attack_by_every_trick_compares_no_more_than_the_policy_allows(
    life: Life, watched: Watched, victim: str, counted: Counted
) -> None:
    attacked(LONG, life, watched, victim, counted)


def test_fifty_in_the_same_moment_gain_nothing(
    life: Life, watched: Watched, victim: str, counted: Counted
) -> None:
    before, source = watched.worked(), "127.0.3.1"
    wrong = [partial(Browser(life.port, source).sign_in, victim, f"wrong {each}") for each in range(PARALLEL)]
    statuses = Counter(status for status, _place in at_once(wrong))
    compared = (watched.worked() - before)["compared"]
    counted(f"{PARALLEL} at once: {compared} compared of {MOST} allowed; answers {dict(statuses)}")
    assert compared == MOST
    assert statuses == {422: MOST, 429: PARALLEL - MOST}
    assert Browser(life.port, "127.0.3.2").sign_in(victim)[0] == 303


def halfway(life: Life, email: str, most: int) -> list[Browser]:
    """Browsers at as many addresses, in which the right passphrase was given."""
    subnet = next(number)
    browsers = [Browser(life.port, f"127.1.{subnet}.{each + 1}") for each in range(most)]
    assert [each.sign_in(email) for each in browsers] == [(303, SECOND)] * most
    return browsers


def shown_at_once(browsers: list[Browser], given: str) -> Counter[int]:
    sent = form("POST", SECOND, {"code": given})
    return Counter(status for status, _place in at_once(partial(each.send, sent) for each in browsers))


def test_of_twenty_who_show_one_code_of_an_app_at_once_one_gets_in(
    life: Life, with_app: tuple[str, list[str]], counted: Counted
) -> None:
    email, _codes = with_app
    browsers = halfway(life, email, 20)
    statuses = shown_at_once(browsers, code())
    counted(f"20 at once: {statuses[303]} got in; answers {dict(statuses)}")
    assert statuses == {303: 1, 422: 19}


def test_of_twenty_who_show_one_recovery_code_at_once_one_gets_in(
    life: Life, with_app: tuple[str, list[str]], watched: Watched, counted: Counted
) -> None:
    email, codes = with_app
    browsers = halfway(life, email, 20)
    statuses = shown_at_once(browsers, codes[0])
    counted(f"20 at once: {statuses[303]} got in; answers {dict(statuses)}")
    assert statuses == {303: 1, 422: 19}
    [[entries]] = watched.ask(
        "SELECT count(*) FROM journal_entry e JOIN actors_user u ON e.key = 'user/' || u.id "
        f"WHERE e.act = 'actors.signed_in' AND u.email = '{email}'"
    )
    assert entries == 1


def test_twenty_codes_an_hour_are_all_from_wherever_they_come(
    life: Life, with_app: tuple[str, list[str]]
) -> None:
    email, _codes = with_app
    browsers = halfway(life, email, 30)
    assert shown_at_once(browsers, "000000") == {422: 20, 429: 10}


def test_pauses_are_on_record_once(life: Life, victim: str, watched: Watched) -> None:
    source = "127.0.4.1"
    wrong = [partial(Browser(life.port, source).sign_in, victim, f"wrong {each}") for each in range(20)]
    at_once(wrong)
    [[entries]] = watched.ask(
        "SELECT count(*) FROM journal_entry e JOIN actors_user u ON e.subject = 'user/' || u.id "
        f"WHERE e.act = 'actors.tries_paused' AND u.email = '{victim}'"
    )
    assert entries == 1
