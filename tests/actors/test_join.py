"""From the link in a letter to the page of one's State, in one sitting and without JavaScript."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from palermo.actors.models import Delegation, Invitation, State, User
from palermo.actors.services import Capacity, first_administrator_link, invite, replace, restore
from palermo.core.actor import Actor, Role
from palermo.journal.models import Entry
from palermo.kit.http import now
from tests import factories
from tests.actors.letters import delivered, token_of
from tests.conftest import session_of

FOCAL = Capacity(Role.FOCAL_POINT, "XAA")
ORIGIN = "http://testserver"
PASSPHRASE = "four words that fit"
INSTALLATION = Actor("installation", "Palermo", frozenset({Role.ADMINISTRATOR}))

pytestmark = pytest.mark.usefixtures("facts", "xa", "xb")


def path_of(invitation: Invitation) -> str:
    """The path of the link that a letter brought to whoever is invited."""
    [letter] = [each for each in delivered() if invitation.user and each.to == [invitation.user.email]]
    return f"/en/join/{token_of(letter)}/"


def send(
    by: Actor, email: str = "new@example.org", capacity: Capacity = FOCAL, name: str = "Nora New"
) -> Invitation:
    return invite(email, capacity, name=name, language="en", origin=ORIGIN, by=by, at=now())


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def post(client: Client, address: str, onto: str | None = None, **values: str) -> str:
    """Send a form; on to where it leads, or, where that is nowhere, what is said to be wrong."""
    answer = client.post(address, values)
    if onto is None:
        assert answer.status_code == 422, answer.content.decode()
        return answer.content.decode()
    assert (answer.status_code, answer.get("Location")) == (303, onto), answer.content.decode()
    return text(client, onto)


def code_of(page: str) -> str:
    """What an authenticator shows that was given the secret of the page."""
    [secret] = re.findall(r'<code class="secret"[^>]*>([A-Z2-7 ]+)</code>', page)
    counter = next(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret.replace(" ", ""), counter)))


def through(client: Client, page: str) -> str:
    """From the page of the second factor on; what the last page says."""
    codes = post(client, "/en/join/second-factor/", "/en/join/recovery-codes/", code=code_of(page))
    assert len(re.findall(r"<li>\d{4} \d{4}</li>", codes)) == 10
    answer = client.post("/en/join/recovery-codes/")
    assert answer.status_code == 303
    return text(client, answer["Location"])


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


# ── who has an account ────────────────────────────────────────────────────────────────────────────


def test_whoever_has_joined_is_shown_the_way_in_and_accepts_there(client: Client, secretary: Actor) -> None:
    user = factories.user(email="new@example.org", name="Nora")
    sent = send(secretary)
    link = path_of(sent)
    page = text(client, link)
    accept = f"/en/join/role/{sent.pk}/"
    assert f'href="/en/sign-in/?next={accept}"' in page
    assert (
        client.post(link, {"name": "x", "way": "passphrase"}).status_code == 200
    )  # nothing but the same page
    text(client, accept, 404)
    theirs = session_of(user)
    assert "Focal point · State XA (en)" in text(theirs, accept)
    answer = theirs.post(accept)
    assert (answer.status_code, answer["Location"]) == (303, "/en/states/XAA/")
    assert "Welcome, Nora." in text(theirs, "/en/states/XAA/")  # this session goes on
    assert text(theirs, accept, 404)


def test_nobody_accepts_what_is_somebody_elses(client: Client, secretary: Actor) -> None:
    factories.user(email="new@example.org", name="Nora")
    sent = send(secretary)
    path_of(sent)
    other = session_of(factories.user(email="other@example.org"))
    text(other, f"/en/join/role/{sent.pk}/", 404)
    assert other.post(f"/en/join/role/{sent.pk}/").status_code == 404
    assert not Delegation.objects.exists()


def test_a_reader_who_gets_a_role_sets_up_a_second_factor_first(secretary: Actor) -> None:
    user = factories.user(email="new@example.org", name="Nora")
    sent = send(secretary)
    theirs = session_of(user, second_factor=False)
    page = post(theirs, f"/en/join/role/{sent.pk}/", "/en/join/second-factor/")
    assert "Welcome, Nora." in through(theirs, page)


def test_a_link_opened_by_somebody_who_is_signed_in_asks_them_to_sign_out(secretary: Actor) -> None:
    other = session_of(factories.user(email="other@example.org", name="Otto"))
    link = path_of(send(secretary))
    page = text(other, link)
    assert "is signed in as Otto" in page
    assert other.post(link, {"name": "x", "way": "passphrase"}).status_code == 200
    assert "Otto" in text(other, "/en/")  # still signed in
    assert not User.objects.get(email="new@example.org").joined_at


# ── replaced, restored, first ─────────────────────────────────────────────────────────────────────


def test_a_successor_is_told_whose_place_it_is(client: Client, secretary: Actor) -> None:
    before = factories.user(email="old@example.org", name="Olga Old")
    held = factories.delegation(user=before, role="focal_point", state=State.objects.get(pk="XAA"))
    theirs = session_of(before)
    sent = replace(
        held.pk, "new@example.org", name="Nora", language="en", origin=ORIGIN, by=secretary, at=now()
    )
    link = path_of(sent)
    assert "Olga Old" in text(client, link)
    post(client, link, "/en/join/passphrase/", name="Nora", way="passphrase")
    page = through(client, post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE))
    assert "You take over from Olga Old: what was drafted and what was still to be done is yours." in page
    assert "Olga Old" not in text(theirs, "/en/states/XAA/")  # signed out at once


def test_whoever_lost_a_second_factor_gets_in_anew(client: Client, administrator: Actor) -> None:
    user = factories.user(email="old@example.org", name="Olga Old")
    factories.delegation(user=user, role="focal_point", state=State.objects.get(pk="XAA"))
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    theirs = session_of(user)
    link = path_of(restore(user.pk, why="x", origin=ORIGIN, by=administrator, at=now()))
    page = text(client, link)
    assert "Sign in anew" in page
    assert 'name="name"' not in page
    post(client, link, "/en/join/passphrase/", way="passphrase")
    page = post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE)
    assert "Welcome, Olga Old." in through(client, page)
    assert "Olga Old" not in text(theirs, "/en/")  # every session of before is over
    assert Authenticator.objects.filter(user=user, type="totp").count() == 1
    user.refresh_from_db()
    assert user.check_password(PASSPHRASE)


def test_the_first_administrator_says_who_they_are(client: Client) -> None:
    link = f"/en/join/{first_administrator_link(by=INSTALLATION, at=now())}/"
    page = text(client, link)
    assert "Administrator" in page
    assert 'value="passkey"' not in page  # there is nobody yet whom it could know
    client.post(link, {"name": "Ada", "email": "no address", "way": "passphrase"})
    assert 'aria-invalid="true"' in text(client, "/en/join/")
    told = {"name": "Ada", "email": "Ada@Example.org", "way": "passkey"}
    post(client, "/en/join/", "/en/join/passphrase/", **told)
    page = post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE)
    assert "Welcome, Ada. Your part here: Administrator." in through(client, page)
    assert "ada@example.org" in text(client, "/en/people/")


def test_the_address_of_somebody_who_has_joined_is_refused_to_the_first_administrator(client: Client) -> None:
    factories.user(email="ada@example.org")
    link = f"/en/join/{first_administrator_link(by=INSTALLATION, at=now())}/"
    client.post(link, {"name": "Ada", "email": "ada@example.org", "way": "passphrase"})
    page = post(client, "/en/join/passphrase/", new=PASSPHRASE)
    assert "Somebody has joined with this address already. Give another." in page
    assert not Delegation.objects.exists()


def test_what_does_not_come_from_a_page_of_ours_is_refused(
    secretary: Actor, counted: Callable[[str], None]
) -> None:
    link = path_of(send(secretary))
    proving = Client(enforce_csrf_checks=True)
    addresses = [
        link,
        *(
            f"/en/join/{step}"
            for step in ("", "passphrase/", "passkey/", "second-factor/", "recovery-codes/")
        ),
    ]
    for address in addresses:
        assert proving.post(address, {"name": "x", "new": PASSPHRASE}).status_code == 403
    counted(f"{len(addresses)} steps without a proof: all refused")
    assert not User.objects.filter(joined_at__isnull=False).exists()
