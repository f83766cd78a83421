"""From the link in a letter to the page of one's State, in one sitting and without JavaScript."""

import logging
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from palermo.actors.models import Invitation, User
from palermo.actors.services import Capacity
from palermo.core.actor import Actor, Role
from palermo.journal.models import Entry
from palermo.kit.http import now
from tests.actors.joining import PASSPHRASE, code_of, path_of, post, send, through
from tests.actors.people import text

pytestmark = pytest.mark.usefixtures("facts", "xa", "xb")


def test_it_works(client: Client, secretary: Actor) -> None:
    link = path_of(send(secretary))
    page = text(client, link)
    assert "Focal point · State XA (en)" in page
    assert 'value="Nora New"' in page
    page = post(client, link, "/en/join/passphrase/", name="Nora Newman", way="passphrase")
    assert "new@example.org" in page
    page = post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE)
    page = through(client, page)
    assert "<h1>State XA (en)</h1>" in page
    assert "Welcome, Nora Newman. Your part here: Focal point · State XA (en)." in page
    assert "Your part here" in page
    user = User.objects.get(email="new@example.org")
    assert user.joined_at
    assert text(client, link, 404)
    assert [each.act for each in Entry.objects.filter(key=f"user/{user.pk}").order_by("number")] == [
        *("actors.joined", "actors.signed_in", "actors.second_factor_added", "actors.recovery_codes_made"),
    ]


# ── the token ─────────────────────────────────────────────────────────────────────────────────────


def test_pages_with_the_token_are_kept_by_nobody(client: Client, secretary: Actor) -> None:
    link = path_of(send(secretary))
    for address in (link, "/en/join/", "/en/join/unknown/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "same-origin"


def test_from_the_first_form_on_the_token_is_in_no_address_page_or_session(
    client: Client, secretary: Actor
) -> None:
    link = path_of(send(secretary))
    token = link.split("/")[3]
    answer = client.post(link, {"name": "", "way": "passphrase"})
    assert (answer.status_code, answer["Location"]) == (303, "/en/join/")
    assert token not in repr(dict(client.session))
    for address in ("/en/join/", "/en/join/passphrase/"):
        page = client.get(address, follow=True).content.decode()
        assert token not in page
    page = post(client, "/en/join/", name="", way="passphrase")
    assert token not in page
    assert 'aria-invalid="true"' in page


def test_no_line_of_the_log_holds_the_token(
    client: Client, secretary: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    """As the console prints it: the filter of the settings is on every line."""
    from palermo.kit.logs import WithoutSecrets

    link = path_of(send(secretary))
    proving = Client(enforce_csrf_checks=True)
    caplog.handler.addFilter(WithoutSecrets())
    with caplog.at_level(logging.DEBUG):
        assert proving.post(link).status_code == 403
        assert client.put(link).status_code == 405
        assert client.get(link + "more/").status_code == 404
    caplog.handler.filters.clear()
    assert caplog.messages
    assert link.split("/")[3] not in caplog.text
    assert "/en/join/…" in caplog.text


def test_to_look_at_a_link_uses_nothing_and_writes_nothing(client: Client, secretary: Actor) -> None:
    link = path_of(send(secretary))
    before = Entry.objects.count()
    for _ in range(3):
        text(client, link)
    assert client.cookies.get("palermo_session") is None
    assert Entry.objects.count() == before


# ── links that lead nowhere ───────────────────────────────────────────────────────────────────────


def test_a_used_link_looks_like_one_that_never_was(client: Client, secretary: Actor) -> None:
    link = path_of(send(secretary))
    Invitation.objects.update(accepted_at=now())
    used, unknown = (client.get(address) for address in (link, f"/en/join/{'0' * 64}/"))
    assert used.status_code == unknown.status_code == 404
    assert strip(used.content.decode()) == strip(unknown.content.decode())
    assert "it was used already, or a newer one was sent" in used.content.decode()


def strip(page: str) -> str:
    """Without the addresses of the language switch, which repeat what was asked."""
    return re.sub(r"/join/[0-9a-f]{64}/", "", page)


def test_late_and_withdrawn_links_say_so(client: Client, secretary: Actor) -> None:
    sent = send(secretary)
    link = path_of(sent)
    Invitation.objects.update(expires_at=now() - timedelta(minutes=1))
    assert "This link was valid until" in text(client, link, 404)
    Invitation.objects.update(withdrawn_at=now())
    assert "This link was withdrawn." in text(client, link, 404)


def test_a_link_that_is_withdrawn_on_the_way_leads_no_further(client: Client, secretary: Actor) -> None:
    link = path_of(send(secretary))
    post(client, link, "/en/join/passphrase/", name="Nora", way="passphrase")
    Invitation.objects.update(withdrawn_at=now())
    assert client.post("/en/join/passphrase/", {"new": PASSPHRASE}).status_code == 404
    assert not User.objects.filter(joined_at__isnull=False).exists()


def test_steps_out_of_order_lead_back(client: Client) -> None:
    assert "Join by the link in your letter" in text(client, "/en/join/")
    for address in ("/en/join/passphrase/", "/en/join/passkey/"):
        for answer in (client.get(address), client.post(address, {"new": PASSPHRASE})):
            assert (answer.status_code, answer["Location"]) == (303, "/en/join/")
    for address in ("/en/join/second-factor/", "/en/join/second-factor/passkey/", "/en/join/recovery-codes/"):
        text(client, address, 404)


# ── what is said of oneself ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("new", ["short", "123456789012345", "new@example.org", ""])
def test_a_passphrase_that_is_easy_to_guess_is_refused_and_the_link_stays(
    client: Client, secretary: Actor, new: str
) -> None:
    link = path_of(send(secretary))
    post(client, link, "/en/join/passphrase/", name="Nora", way="passphrase")
    page = post(client, "/en/join/passphrase/", new=new)
    assert 'class="field bad"' in page
    assert not User.objects.get(email="new@example.org").joined_at
    post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE)


def test_a_page_is_in_the_language_of_its_address_and_that_becomes_theirs(
    client: Client, secretary: Actor
) -> None:
    link = path_of(send(secretary)).replace("/en/", "/ar/")
    page = text(client, link)
    assert '<html lang="ar" dir="rtl">' in page
    assert "State XA (ar)" in page
    post(client, link, "/ar/join/passphrase/", name="Nora", way="passphrase")
    post(client, "/ar/join/passphrase/", "/ar/join/second-factor/", new=PASSPHRASE)
    assert User.objects.get(email="new@example.org").language == "ar"


def test_until_there_is_a_second_factor_no_role_counts(client: Client, secretary: Actor) -> None:
    link = path_of(send(secretary, capacity=Capacity(Role.SECRETARIAT)))
    post(client, link, "/en/join/passphrase/", name="Nora", way="passphrase")
    page = post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE)
    text(client, "/en/people/", 404)
    assert "This is not the code of that secret." in post(client, "/en/join/second-factor/", code="000000")
    text(client, "/en/people/", 404)
    through(client, page)
    text(client, "/en/people/")
    assert client.get("/en/join/second-factor/").status_code == 303  # there is one already


def test_the_session_is_a_new_one_at_each_step(client: Client, secretary: Actor) -> None:
    link, keys = path_of(send(secretary)), []

    def key() -> str:
        return client.cookies["palermo_session"].value

    post(client, link, "/en/join/passphrase/", name="Nora", way="passphrase")
    keys.append(key())
    page = post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE)
    keys.append(key())
    post(client, "/en/join/second-factor/", "/en/join/recovery-codes/", code=code_of(page))
    keys.append(key())
    assert len(set(keys)) == 3


def test_a_passkey_that_is_none_is_refused_and_the_link_stays(client: Client, secretary: Actor) -> None:
    link = path_of(send(secretary))
    page = post(client, link, "/en/join/passkey/", name="Nora", way="passkey")
    assert "data-options=" in page
    for credential in ("", "{}", "[]", "null", '{"id": "x"}', "\\x00"):
        assert "This passkey was not taken." in post(client, "/en/join/passkey/", credential=credential)
    assert not User.objects.get(email="new@example.org").joined_at
    assert not Authenticator.objects.exists()
