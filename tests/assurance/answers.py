"""What the addresses of the policy answer, state by state: by hand, sharing no code with the program."""

from tests.assurance.policy import (
    ADMINISTRATION,
    ADMINISTRATOR,
    AN_HOUR_AGO,
    ANYONE,
    HALFWAY,
    NOBODY,
    ONE_FACTOR,
    SECRETARIAT,
    SETTING_UP,
    SIGNED_IN,
    STRANGER,
    WITH_FACTORS,
)

# Of things that can be in several states: for whom a thing is there in each. Where there is no line, for all
# who may see the address; and what is not there, for nobody.
BY_STATE: dict[str, dict[str, frozenset[str]]] = {
    "/{lang}/sign-in/forgotten/{uidb36}/{key}/": {
        "open": ANYONE,
        "used": NOBODY,
        "too old": NOBODY,
        "of somebody deactivated": NOBODY,
    },
    "/{lang}/join/{token}/": {"accepted": NOBODY},
    "/{lang}/join/role/{pk}/": {
        "another's": NOBODY,
        "another's, accepted": NOBODY,
        "another's, withdrawn": NOBODY,
        "another's, expired": NOBODY,
    },
    "/{lang}/account/second-factor/passkeys/{pk}/": {"another's": NOBODY},
    "/{lang}/account/second-factor/passkeys/{pk}/remove/": {"another's": NOBODY},
    "/{lang}/people/{pk}/deactivate/": {"an administrator": ADMINISTRATOR},
    "/{lang}/people/{pk}/reactivate/": {"an administrator": ADMINISTRATOR},
    "/{lang}/people/delegations/{pk}/end/": {"an administrator's": ADMINISTRATOR},
    "/{lang}/people/delegations/{pk}/replace/": {"an administrator's": ADMINISTRATOR},
    "/{lang}/people/invitations/{pk}/withdraw/": {
        "an administrator's": ADMINISTRATOR,
        "to sign in anew": ADMINISTRATOR,
    },
    "/{lang}/people/invitations/{pk}/again/": {
        "an administrator's": ADMINISTRATOR,
        "to sign in anew": ADMINISTRATOR,
    },
    "/{lang}/texts/import/{number}/{instrument}/{language}/": {
        "own, expired": NOBODY,
        "own, saved": NOBODY,
        "another's": NOBODY,
    },
    "/{lang}/decisions/import/{number}/": {
        "own, expired": NOBODY,
        "own, saved": NOBODY,
        "another's": NOBODY,
    },
    "/{lang}/register/acts/import/{number}/": {
        "own, expired": NOBODY,
        "own, saved": NOBODY,
        "another's": NOBODY,
    },
}
BY_STATE |= {
    "/{lang}/decisions/{key}/paragraphs/{label}/follow-up/": {"of the preamble": NOBODY},
    "/{lang}/decisions/{key}/paragraphs/{label}/link/": {"of the preamble": NOBODY},
    "/{lang}/decisions/{key}/paragraphs/{label}/task/": {"of the preamble": NOBODY},
    "/{lang}/follow-ups/{pk}/withdraw/": {
        "of XAA": SECRETARIAT | {"focal_point", "ministry_delegate"},
        "of the Secretariat": SECRETARIAT,
        "withdrawn": SECRETARIAT,
    },
}
# States that are no secret to whoever may see the address: they read of them elsewhere.
KNOWN = {"an administrator", "an administrator's", "to sign in anew"}
# Where an open address answers something else than 200, or than 422 to a form sent empty: by address and verb
# (and state, where that matters), for whom.
ANSWERS: dict[tuple[str, ...], dict[frozenset[str], int]] = {
    # Whoever is in is led on.
    ("/{lang}/sign-in/", "GET"): {SIGNED_IN: 303},
    ("/{lang}/sign-in/", "POST"): {SIGNED_IN: 303},
    ("/{lang}/sign-in/passkey/", "GET"): {SIGNED_IN: 303},
    ("/{lang}/sign-in/passkey/", "POST"): {SIGNED_IN: 303},
    # Whoever is not where a step belongs is led there.
    ("/{lang}/sign-in/second-factor/", "GET"): {HALFWAY: 200, ANYONE: 303},
    ("/{lang}/sign-in/second-factor/", "POST"): {HALFWAY: 422, ANYONE: 303},
    ("/{lang}/sign-in/again/code/", "GET"): {ONE_FACTOR: 303},
    ("/{lang}/sign-in/again/code/", "POST"): {ONE_FACTOR: 303},
    ("/{lang}/sign-in/again/passkey/", "GET"): {ONE_FACTOR: 303},
    ("/{lang}/sign-in/again/passkey/", "POST"): {ONE_FACTOR: 303},
    ("/{lang}/sign-in/forgotten/{uidb36}/{key}/", "GET", "open"): {ANYONE: 303},
    ("/{lang}/sign-in/forgotten/{uidb36}/{key}/", "POST", "open"): {ANYONE: 303},
    ("/{lang}/sign-out/", "POST"): {SIGNED_IN: 303, STRANGER: 200},
    ("/{lang}/join/", "POST"): {ANYONE: 200},
    ("/{lang}/join/passphrase/", "GET"): {ANYONE: 303},
    ("/{lang}/join/passphrase/", "POST"): {ANYONE: 303},
    ("/{lang}/join/passkey/", "GET"): {ANYONE: 303},
    ("/{lang}/join/passkey/", "POST"): {ANYONE: 303},
    ("/{lang}/join/second-factor/", "GET"): {WITH_FACTORS: 303},
    ("/{lang}/join/second-factor/", "POST"): {WITH_FACTORS: 303},
    ("/{lang}/join/second-factor/passkey/", "GET"): {SIGNED_IN: 303},
    ("/{lang}/join/second-factor/passkey/", "POST"): {WITH_FACTORS: 303},
    ("/{lang}/join/recovery-codes/", "GET"): {AN_HOUR_AGO: 303, ONE_FACTOR: 303},
    ("/{lang}/join/recovery-codes/", "POST"): {SIGNED_IN: 303},
    ("/{lang}/join/{token}/", "POST", "open"): {SIGNED_IN: 200, STRANGER: 303},
    ("/{lang}/join/{token}/", "POST", "open, to sign in anew"): {SIGNED_IN: 200, STRANGER: 303},
    ("/{lang}/join/{token}/", "POST", "open, of somebody who has joined"): {ANYONE: 200},
    # Whoever holds a link is told why it leads nowhere.
    ("/{lang}/join/{token}/", "GET", "withdrawn"): {ANYONE: 404},
    ("/{lang}/join/{token}/", "POST", "withdrawn"): {ANYONE: 404},
    ("/{lang}/join/{token}/", "GET", "expired"): {ANYONE: 404},
    ("/{lang}/join/{token}/", "POST", "expired"): {ANYONE: 404},
    ("/{lang}/join/role/{pk}/", "GET", "own, accepted"): {SIGNED_IN: 404},
    ("/{lang}/join/role/{pk}/", "POST", "own, accepted"): {SIGNED_IN: 404},
    ("/{lang}/join/role/{pk}/", "GET", "own, withdrawn"): {SIGNED_IN: 404},
    ("/{lang}/join/role/{pk}/", "POST", "own, withdrawn"): {SIGNED_IN: 404},
    ("/{lang}/join/role/{pk}/", "GET", "own, expired"): {SIGNED_IN: 404},
    ("/{lang}/join/role/{pk}/", "POST", "own, expired"): {SIGNED_IN: 404},
    ("/{lang}/join/role/{pk}/", "POST", "own"): {SIGNED_IN: 303},
    # One's own account: some steps are for whoever has lately shown who they are.
    ("/{lang}/account/elsewhere/", "POST"): {SIGNED_IN: 303},
    ("/{lang}/account/passphrase/", "GET"): {AN_HOUR_AGO: 303},
    ("/{lang}/account/passphrase/", "POST"): {AN_HOUR_AGO: 303},
    ("/{lang}/account/second-factor/code/", "GET"): {WITH_FACTORS: 303},
    ("/{lang}/account/second-factor/code/", "POST"): {WITH_FACTORS: 303},
    ("/{lang}/account/second-factor/code/off/", "GET"): {AN_HOUR_AGO: 303, ONE_FACTOR: 303},
    ("/{lang}/account/second-factor/code/off/", "POST"): {SIGNED_IN: 303},
    ("/{lang}/account/second-factor/code/picture.svg", "GET"): {
        SETTING_UP: 200,
        AN_HOUR_AGO: 303,
        SIGNED_IN: 404,
    },
    ("/{lang}/account/second-factor/passkeys/add/", "GET"): {AN_HOUR_AGO: 303},
    ("/{lang}/account/second-factor/passkeys/add/", "POST"): {AN_HOUR_AGO: 303},
    ("/{lang}/account/second-factor/passkeys/{pk}/", "GET"): {AN_HOUR_AGO: 303},
    ("/{lang}/account/second-factor/passkeys/{pk}/", "POST"): {AN_HOUR_AGO: 303},
    ("/{lang}/account/second-factor/passkeys/{pk}/remove/", "GET"): {AN_HOUR_AGO: 303},
    ("/{lang}/account/second-factor/passkeys/{pk}/remove/", "POST"): {AN_HOUR_AGO: 303},
    ("/{lang}/account/second-factor/passkeys/{pk}/remove/", "POST", "own"): {
        WITH_FACTORS: 303,
        ONE_FACTOR: 404,
    },
    ("/{lang}/account/second-factor/passkeys/{pk}/remove/", "GET", "own"): {ONE_FACTOR: 404},
    ("/{lang}/account/second-factor/passkeys/{pk}/", "GET", "own"): {ONE_FACTOR: 404},
    ("/{lang}/account/second-factor/passkeys/{pk}/", "POST", "own"): {ONE_FACTOR: 404},
    ("/{lang}/account/second-factor/recovery-codes/", "GET"): {
        AN_HOUR_AGO: 303,
        ONE_FACTOR: 404,
    },
    ("/{lang}/account/second-factor/recovery-codes/palermo-recovery-codes.txt", "GET"): {
        AN_HOUR_AGO: 303,
        ONE_FACTOR: 404,
    },
    ("/{lang}/account/second-factor/recovery-codes/anew/", "GET"): {
        AN_HOUR_AGO: 303,
        ONE_FACTOR: 404,
    },
    ("/{lang}/account/second-factor/recovery-codes/anew/", "POST"): {
        ONE_FACTOR: 404,
        SIGNED_IN: 303,
    },
    # People: a link is sent again without a reason.
    ("/{lang}/people/invitations/{pk}/again/", "POST", "open"): {ADMINISTRATION: 303},
    ("/{lang}/people/invitations/{pk}/again/", "POST", "expired"): {ADMINISTRATION: 303},
    ("/{lang}/people/invitations/{pk}/again/", "POST", "to sign in anew"): {ADMINISTRATOR: 303},
    ("/{lang}/people/invitations/{pk}/again/", "POST", "an administrator's"): {ADMINISTRATOR: 303},
    ("/", "GET"): {ANYONE: 302},
    # What cannot be done to a row of the records, whoever may correct it is told.
    ("/{lang}/corrections/{table}/", "GET", "not corrected here"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/new/", "GET", "not recorded here"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/new/", "POST", "not recorded here"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/withdraw/{key}/", "GET", "shipped"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/withdraw/{key}/", "POST", "shipped"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/withdraw/{key}/", "GET", "corrected"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/withdraw/{key}/", "POST", "corrected"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/withdraw/{key}/", "GET", "disputed"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/withdraw/{key}/", "POST", "disputed"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/withdraw/{key}/", "GET", "settled"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/withdraw/{key}/", "POST", "settled"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/take/{key}/", "GET", "shipped"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/take/{key}/", "POST", "shipped"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/take/{key}/", "GET", "recorded"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/take/{key}/", "POST", "recorded"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/keep/{key}/", "GET", "shipped"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/keep/{key}/", "POST", "shipped"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/keep/{key}/", "GET", "recorded"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/keep/{key}/", "POST", "recorded"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/keep/{key}/", "GET", "corrected"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/keep/{key}/", "POST", "corrected"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/keep/{key}/", "GET", "settled"): {SECRETARIAT: 404},
    ("/{lang}/corrections/{table}/keep/{key}/", "POST", "settled"): {SECRETARIAT: 404},
    # An act that is held true no longer is not corrected nor withdrawn: on to its page.
    ("/{lang}/register/acts/{key}/correct/", "GET", "corrected"): {SECRETARIAT: 303},
    ("/{lang}/register/acts/{key}/withdraw/", "GET", "corrected"): {SECRETARIAT: 303},
    ("/{lang}/register/acts/{key}/withdraw/", "POST", "corrected"): {SECRETARIAT: 303},
    ("/{lang}/register/acts/{key}/correct/", "GET", "withdrawn"): {SECRETARIAT: 303},
    ("/{lang}/register/acts/{key}/withdraw/", "GET", "withdrawn"): {SECRETARIAT: 303},
    ("/{lang}/register/acts/{key}/withdraw/", "POST", "withdrawn"): {SECRETARIAT: 303},
    ("/{lang}/register/{instrument}/pipeline/{iso3}/", "GET", "a party"): {SECRETARIAT: 404},
    ("/{lang}/register/{instrument}/pipeline/{iso3}/", "POST", "a party"): {SECRETARIAT: 404},
}
OF_XBB = frozenset({"focal_point of XBB"})
ANSWERS |= {
    # A claim is not another State's; one that is withdrawn leads to its paragraph.
    ("/{lang}/follow-ups/{pk}/withdraw/", "GET", "of XAA"): {OF_XBB: 404},
    ("/{lang}/follow-ups/{pk}/withdraw/", "POST", "of XAA"): {OF_XBB: 404},
    ("/{lang}/follow-ups/{pk}/withdraw/", "GET", "withdrawn"): {SECRETARIAT: 303},
    # Whoever may read a task, and not change it, is told nothing by a form.
    ("/{lang}/tasks/{pk}/", "POST", "open"): {ADMINISTRATOR: 404, frozenset({"auditor"}): 404},
    ("/{lang}/tasks/{pk}/", "POST", "done"): {ADMINISTRATOR: 404, frozenset({"auditor"}): 404},
}
SESSION, JOURNAL = frozenset({"django_session"}), frozenset({"journal_entry", "journal_head"})
TASKS = frozenset({"django_tasks_database_dbtaskresult"})
# What a request may write to that has nothing in it: tables by address and verb. A session notes its own use.
WRITES: dict[tuple[str, str], frozenset[str]] = {
    # A question to a passkey, a link that was followed: kept in a session, which a stranger gets.
    **{
        (address, verb): SESSION
        for verb in ("GET", "POST")
        for address in (
            "/{lang}/sign-in/passkey/",
            "/{lang}/sign-in/forgotten/{uidb36}/{key}/",
            "/{lang}/join/{token}/",
        )
    },
    ("/{lang}/sign-in/passkey/", "GET"): SESSION | {"kit_tries"},  # strangers begin so many in a while
    ("/{lang}/sign-out/", "POST"): JOURNAL,
    ("/{lang}/account/elsewhere/", "POST"): JOURNAL | {"actors_user"},
    ("/{lang}/account/second-factor/code/off/", "POST"): JOURNAL
    | TASKS
    | {"actors_user", "mfa_authenticator"},
    ("/{lang}/account/second-factor/passkeys/{pk}/remove/", "POST"): JOURNAL
    | TASKS
    | {"actors_user", "mfa_authenticator"},
    ("/{lang}/account/second-factor/recovery-codes/anew/", "POST"): JOURNAL
    | TASKS
    | {"actors_user", "mfa_authenticator"},
    ("/{lang}/join/role/{pk}/", "POST"): JOURNAL | {"actors_user", "actors_delegation", "actors_invitation"},
    ("/{lang}/people/invitations/{pk}/again/", "POST"): JOURNAL | TASKS | {"actors_invitation"},
}
