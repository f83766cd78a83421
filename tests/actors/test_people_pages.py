"""The list of people and the page of one: who sees them, what stands there; nobody else learns of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from palermo.actors.models import Delegation, Invitation, State, User
from palermo.core.actor import Role
from tests import factories
from tests.actors.factors import SignedIn
from tests.actors.letters import delivered
from tests.actors.people import FORM, focal_point, send, text
from tests.conftest import session_of
from tests.pages import FILES, PAGES

SEES = (Role.ADMINISTRATOR, Role.SECRETARIAT, Role.AUDITOR)
pytestmark = pytest.mark.usefixtures("xa", "xb")


def test_it_works(secretary_browser: Client) -> None:
    page = send(secretary_browser, "/en/people/invite/", **FORM)
    assert "The invitation is on its way to new@example.org." in page
    assert "Focal point · State XA (en)" in page
    [letter] = delivered()
    assert letter.to == ["new@example.org"]
    assert "http://testserver/fr/join/" in str(letter.body)
    page = text(secretary_browser, "/en/people/?status=invited")
    assert "new@example.org" in page
    assert "1 person" in page


# ── who sees ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", [None, *Role])
def test_only_those_who_look_after_people_or_audit_see_them(signed_in: SignedIn, role: Role | None) -> None:
    user = focal_point()
    client = signed_in(role)
    for address in ("/en/people/", f"/en/people/{user.pk}/", "/en/people/export.csv"):
        text(client, address, 200 if role in SEES else 404)


def test_the_auditor_sees_and_does_nothing(signed_in: SignedIn) -> None:
    user, auditor = focal_point(), signed_in(Role.AUDITOR)
    sent = factories.invitation(user=user, role="expert", state=State.objects.get(pk="XAA"))
    held = Delegation.objects.get(user=user)
    page = text(auditor, f"/en/people/{user.pk}/")
    assert "Focal point" in page
    assert not any(f'href="/en/people/{kind}/' in page for kind in ("delegations", "invitations"))
    assert "/people/invite/" not in text(auditor, "/en/people/")
    for address in doors(user, held, sent):
        text(auditor, address, 404)
        send(auditor, address, 404, why="x", **FORM)


def doors(user: User, held: Delegation, sent: Invitation) -> list[str]:
    of_person = [f"{user.pk}/{act}" for act in ("give", "deactivate", "reactivate", "erase", "restore")]
    others = [f"delegations/{held.pk}/end", f"delegations/{held.pk}/replace"]
    links = [f"invitations/{sent.pk}/withdraw", f"invitations/{sent.pk}/again"]
    return [f"/en/people/{each}/" for each in ("invite", *of_person, *others, *links)]


def test_the_secretariat_does_not_touch_administrators(secretary_browser: Client) -> None:
    user = factories.user(email="ada@example.org", name="Ada")
    held = factories.delegation(user=user, role="administrator")
    sent = factories.invitation(user=user, role="auditor")
    page = text(secretary_browser, f"/en/people/{user.pk}/")
    assert "Ada" in page
    for address in doors(user, held, sent):
        if not address.endswith(("/invite/", "/give/")):
            assert address not in page
            text(secretary_browser, address, 404)
            send(secretary_browser, address, 404, why="x", **FORM)
    offered = text(secretary_browser, f"/en/people/{user.pk}/give/")
    assert 'value="secretariat"' in offered
    assert 'value="administrator"' not in offered
    assert 'value="auditor"' not in offered


def some_people() -> None:
    focal_point("Fay Focal", "XAA")
    focal_point("Ben Focal", "XBB")
    gone = focal_point("Gus Gone", "XBB")
    gone.is_active = False
    gone.save()
    factories.user(email="rita@example.org", name="Rita Reader")
    organization = factories.organization()
    factories.delegation(
        user=factories.user(email="pat@example.org", name="Pat Partner"),
        role="partner",
        organization=organization,
    )
    lapsed = factories.user(email="lee@example.org", name="Lee Lapsed", joined_at=None)
    factories.invitation(user=lapsed)


# ── the list ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("role=focal_point", {"Fay Focal", "Ben Focal", "Gus Gone"}),
        ("role=focal_point&state=XBB", {"Ben Focal", "Gus Gone"}),
        ("state=XAA", {"Fay Focal"}),
        ("organization=XOO", {"Pat Partner"}),
        ("status=joined", {"Fay Focal", "Ben Focal", "Pat Partner", "A secretariat"}),
        ("status=deactivated", {"Gus Gone"}),
        ("status=ended", {"Rita Reader"}),
        ("status=lapsed", {"Lee Lapsed"}),
        ("status=invited", set()),
        ("q=FOCAL", {"Fay Focal", "Ben Focal"}),
        ("q=rita%40EXAMPLE", {"Rita Reader"}),
        ("q=nobody", set()),
    ],
)
def test_filters_and_files_say_the_same(secretary_browser: Client, query: str, names: set[str]) -> None:
    some_people()
    page = text(secretary_browser, f"/en/people/?{query}")
    everyone = {"Fay Focal", "Ben Focal", "Gus Gone", "Rita Reader", "Pat Partner", "Lee Lapsed"}
    shown = {name for name in everyone if f">{name}</a>" in page}
    assert shown == names & everyone
    file = secretary_browser.get(f"/en/people/export.csv?{query}").content
    assert {row[0] for row in rows_of(file)} == names
    if not names:
        assert "Nobody fits" in page


def rows_of(content: bytes) -> list[list[str]]:
    import csv
    import io

    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]


def test_fifty_stand_on_a_page_in_the_order_asked_for(secretary_browser: Client) -> None:
    for number in range(60):
        factories.user(email=f"r{number:02}@example.org", name=f"Reader {number:02}")
    page = text(secretary_browser, "/en/people/?sort=-name")
    assert "Page 1 of 2" in page
    assert page.count('<th scope="row">') == 50
    assert page.index("Reader 59") < page.index("Reader 58")
    assert "Reader 05" in text(secretary_browser, "/en/people/?sort=-name&page=2")


@pytest.mark.parametrize(
    "query", ["role=king", "state=ZZZ", "organization=ZZZ", "status=odd", "page=9", "sort=x", "q=%00"]
)
def test_a_list_that_cannot_be_is_refused(secretary_browser: Client, query: str) -> None:
    text(secretary_browser, f"/en/people/?{query}", 400)


def test_names_are_shown_as_they_are(secretary_browser: Client) -> None:
    user = focal_point("<b>Bold</b>")
    assert "&lt;b&gt;Bold" in text(secretary_browser, "/en/people/")
    assert "<b>Bold" not in text(secretary_browser, f"/en/people/{user.pk}/")
    assert rows_of(secretary_browser.get("/en/people/export.csv?q=bold").content)[0][0] == "<b>Bold</b>"


def test_the_list_asks_the_database_no_more_for_many(
    secretary_browser: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        focal_point(f"F{number} Focal")
    with django_assert_max_num_queries(16):
        text(secretary_browser, "/en/people/")


# ── nobody else learns of it ──────────────────────────────────────────────────────────────────────


def test_a_state_shows_who_acts_for_it_to_those_who_may_know(
    client: Client, signed_in: SignedIn, secretary_browser: Client
) -> None:
    focal_point()
    assert "Fay Focal" not in text(client, "/en/states/XAA/")
    assert "Fay Focal" not in text(
        signed_in(Role.FOCAL_POINT, state=State.objects.get(pk="XBB")), "/en/states/XAA/"
    )
    page = text(secretary_browser, "/en/states/XAA/")
    assert "Fay Focal" in page
    assert "fay@example.org" in page
    assert "Fay Focal" not in text(secretary_browser, "/en/states/XBB/")
    assert "role=focal_point&amp;state=JPN" in text(secretary_browser, "/en/states/JPN/")
    page = text(secretary_browser, "/en/people/invite/?role=focal_point&state=JPN")
    assert 'value="JPN" selected' in page


def test_whoever_acts_for_a_state_sees_their_own_part_and_whom_they_follow(client: Client) -> None:
    before = focal_point()
    held = Delegation.objects.get(user=before)
    held.until = held.since
    held.save()
    after = factories.user(email="next@example.org", name="Next")
    factories.delegation(user=after, role="focal_point", state=State.objects.get(pk="XAA"), replaces=held)
    page = text(session_of(after), "/en/states/XAA/")
    assert "Your part here" in page
    assert "You took over from Fay Focal" in page
    assert "Your part here" not in text(session_of(after), "/en/states/XBB/")
    assert "Your part here" not in text(client, "/en/states/XAA/")


def test_nothing_public_names_a_person(client: Client, counted: Callable[[str], None]) -> None:
    """A word that is nowhere else, in all that says who a person is: no page, file, feed or answer has it."""
    token = "qvxzyperson"
    user = factories.user(email=f"{token}@example.org", name=f"{token} Name")
    state = State.objects.get(pk="JPN")
    held = factories.delegation(user=user, role="focal_point", state=state, ended_because=token)
    factories.invitation(user=user, role="expert", state=state, by=f"user/{user.pk}", replaces=held)
    looked = [f"/en/{page}" for page in (*PAGES, *FILES)]
    looked += [
        "/api/v1/openapi.json",
        "/api/v1/states",
        "/api/v1/states/JPN",
        f"/en/search/?q={token[:-1]}",
        "/healthz",
    ]
    found = []
    for address in looked:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if token.encode() in b"".join(answer):
            found.append(address)
    counted(f"{len(looked)} public pages, files and answers: {len(found)} name a person")
    assert found == []
