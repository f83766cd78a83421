"""What can be done on the pages of people: invite, replace, end, deactivate, restore, erase."""

import pytest
from django.test import Client

from palermo.actors.models import Delegation, Invitation, User
from palermo.core.actor import Role
from palermo.journal.models import Entry
from tests.actors.factors import SignedIn
from tests.actors.letters import delivered
from tests.actors.people import FORM, focal_point, send, text
from tests.conftest import session_of

pytestmark = pytest.mark.usefixtures("xa", "xb")


def test_a_role_that_does_not_fit_is_said_beside_the_field_and_what_was_typed_stays(
    secretary_browser: Client,
) -> None:
    page = send(secretary_browser, "/en/people/invite/", 422, **(FORM | {"role": "secretariat"}))
    assert "This role is for no State and no organization. Leave both out." in page
    assert 'value="new@example.org"' in page
    assert 'value="XAA" selected' in page
    page = send(secretary_browser, "/en/people/invite/", 422, **(FORM | {"email": "nobody"}))
    assert 'aria-invalid="true"' in page
    assert not Invitation.objects.exists()


def test_a_conflict_is_said_in_the_form(secretary_browser: Client) -> None:
    focal_point("New Focal", "XBB")
    page = send(secretary_browser, "/en/people/invite/", 422, **FORM)
    assert "New Focal acts for State XB (en). A person acts for one State or organization at a time" in page


def test_an_invitation_is_sent_again_and_withdrawn(secretary_browser: Client) -> None:
    send(secretary_browser, "/en/people/invite/", **FORM)
    [first] = delivered()
    sent = Invitation.objects.get()
    page = text(secretary_browser, f"/en/people/{sent.user_id}/")
    assert f"/en/people/invitations/{sent.pk}/again/" in page
    text(secretary_browser, f"/en/people/invitations/{sent.pk}/again/")
    send(secretary_browser, f"/en/people/invitations/{sent.pk}/again/")
    [second] = delivered()
    assert first.body != second.body
    assert "Say why" not in text(secretary_browser, f"/en/people/invitations/{sent.pk}/withdraw/")
    send(secretary_browser, f"/en/people/invitations/{sent.pk}/withdraw/", 422, why="  ")
    page = send(secretary_browser, f"/en/people/invitations/{sent.pk}/withdraw/", why="Wrong address.")
    assert "The invitation is withdrawn." in page
    assert "Withdrawn " in page
    assert Entry.objects.order_by("-number")[0].why == "Wrong address."
    page = send(secretary_browser, f"/en/people/invitations/{sent.pk}/withdraw/", 422, why="Again.")
    assert "This invitation was withdrawn already." in page


def test_a_role_is_given_and_ended_with_a_reason(secretary_browser: Client) -> None:
    user = focal_point()
    given = {"role": "expert", "state": "XAA", "organization": ""}
    page = send(secretary_browser, f"/en/people/{user.pk}/give/", **given)
    assert "Government expert · State XA (en)" in page
    held = Delegation.objects.get(role="expert")
    assert "signed out everywhere" in text(secretary_browser, f"/en/people/delegations/{held.pk}/end/")
    send(secretary_browser, f"/en/people/delegations/{held.pk}/end/", 422)
    page = send(secretary_browser, f"/en/people/delegations/{held.pk}/end/", why="Study over.")
    assert "Study over." in page
    assert {letter.subject for letter in delivered()} == {
        "Palermo: a role for you (Government expert · State XA (en))",
        "Palermo: your role has ended (Government expert · State XA (en))",
    }


def test_whoever_loses_a_role_is_signed_out_at_once(secretary_browser: Client) -> None:
    user = focal_point()
    theirs = session_of(user)
    assert "Fay Focal" in text(theirs, "/en/states/XAA/")
    held = Delegation.objects.get(user=user)
    send(secretary_browser, f"/en/people/delegations/{held.pk}/end/", why="x")
    assert "Fay Focal" not in text(theirs, "/en/states/XAA/")
    theirs = session_of(User.objects.get(pk=user.pk))
    assert "Fay Focal" in text(theirs, "/en/states/XAA/")
    send(secretary_browser, f"/en/people/{user.pk}/deactivate/", why="x")
    assert "Fay Focal" not in text(theirs, "/en/states/XAA/")


def test_a_successor_is_invited(secretary_browser: Client) -> None:
    user = focal_point()
    held = Delegation.objects.get(user=user)
    page = text(secretary_browser, f"/en/people/delegations/{held.pk}/replace/")
    assert "Focal point · State XA (en)" in page
    told = {"email": "next@example.org", "name": "Next", "language": "ar"}
    page = send(secretary_browser, f"/en/people/delegations/{held.pk}/replace/", **told)
    assert "next@example.org" in page
    assert Invitation.objects.get().replaces == held
    page = send(secretary_browser, f"/en/people/delegations/{held.pk}/replace/", 422, **told)
    assert "Next is invited to take over already." in page


def test_a_person_is_deactivated_and_reactivated(secretary_browser: Client) -> None:
    user = focal_point()
    page = send(secretary_browser, f"/en/people/{user.pk}/deactivate/", why="On leave.")
    assert "Deactivated" in page
    assert f"/en/people/{user.pk}/deactivate/" not in page
    assert f"/en/people/{user.pk}/give/" not in page
    page = send(secretary_browser, f"/en/people/{user.pk}/reactivate/", why="Back.")
    assert "The person can sign in again." in page


def test_administrators_alone_erase_who_a_deactivated_person_was(
    administrator_browser: Client, signed_in: SignedIn
) -> None:
    send(administrator_browser, "/en/people/invite/", **FORM | {"name": "Fay Focal"})
    user, secretary = User.objects.get(email="new@example.org"), signed_in(Role.SECRETARIAT)
    address = f"/en/people/{user.pk}/erase/"
    assert address not in text(administrator_browser, f"/en/people/{user.pk}/")
    page = send(administrator_browser, address, 422, why="They asked for it.")
    assert "Fay Focal can sign in. Deactivate the person first." in page
    send(administrator_browser, f"/en/people/{user.pk}/deactivate/", why="Left.")
    assert address in text(administrator_browser, f"/en/people/{user.pk}/")
    assert address not in text(secretary, f"/en/people/{user.pk}/")
    send(secretary, address, 404, why="x")
    page = send(administrator_browser, address, why="They asked for it.")
    assert "The name and the address are erased." in page
    assert not any(f"/en/people/{user.pk}/{act}/" in page for act in ("erase", "reactivate"))
    for seen in (
        page,
        text(administrator_browser, "/en/people/"),
        text(administrator_browser, "/en/journal/"),
    ):
        assert "Fay Focal" not in seen
        assert "new@example.org" not in seen
    send(administrator_browser, "/en/people/invite/", **FORM)
    assert User.objects.filter(email="new@example.org").exclude(pk=user.pk).exists()


def test_access_is_restored_by_administrators_alone(
    administrator_browser: Client, signed_in: SignedIn
) -> None:
    user = focal_point()
    secretary = signed_in(Role.SECRETARIAT)
    assert "restore/" not in text(secretary, f"/en/people/{user.pk}/")
    text(secretary, f"/en/people/{user.pk}/restore/", 404)
    assert "speak to them" in text(administrator_browser, f"/en/people/{user.pk}/restore/")
    page = send(administrator_browser, f"/en/people/{user.pk}/restore/", why="Lost telephone.")
    assert "The link is on its way to fay@example.org." in page
    assert "To sign in anew" in page


def test_an_administrator_is_not_offered_to_end_themselves(administrator_browser: Client) -> None:
    own = User.objects.get(email="administrator@example.org")
    page = text(administrator_browser, f"/en/people/{own.pk}/")
    for act in ("deactivate", "restore", f"delegations/{Delegation.objects.get(user=own).pk}/end"):
        assert act not in page
    answer = send(
        administrator_browser,
        f"/en/people/delegations/{Delegation.objects.get(user=own).pk}/end/",
        422,
        why="x",
    )
    assert "Nobody changes their own role of administrator." in answer


@pytest.mark.parametrize(
    "address", ["/en/people/invite/", "/en/people/{}/deactivate/", "/en/people/delegations/{}/end/"]
)
def test_what_does_not_come_from_a_page_of_ours_is_refused(signed_in: SignedIn, address: str) -> None:
    user = focal_point()
    client = signed_in(Role.SECRETARIAT, csrf=True)
    before = Entry.objects.count()
    answer = client.post(address.format(user.pk), {**FORM, "why": "x"})
    assert answer.status_code == 403
    assert Entry.objects.count() == before
