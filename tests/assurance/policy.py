"""Who may see which address: written by hand, sharing no code with the program.

Every address of the URL configuration must stand here, and nothing else; a new one fails until it does.
`PUBLIC` addresses are for everyone to read, signed in or not; nothing can be written to any. The others are
`RESTRICTED`. What each answers, state by state, stands in answers.py.
"""

READ = ("GET", "HEAD")  # OPTIONS, which asks this very question, is taken by all that have a view
VERBS = {
    "/": READ,
    "/robots.txt": READ,
    "/healthz": READ,
    "/api/v1/openapi.json": READ,
    "/api/v1/decisions/{key}/evidence": READ,
    "/api/v1/states": READ,
    "/api/v1/states/{iso3}": READ,
    "/api/v1/organizations": READ,
    "/api/v1/regions": READ,
    "/api/v1/instruments": READ,
    "/api/v1/instruments/{key}": READ,
    "/api/v1/provisions": READ,
    "/api/v1/provisions/{instrument}/{number}": READ,
    "/api/v1/themes": READ,
    "/api/v1/official-texts": READ,
    "/api/v1/official-texts/{instrument}/{language}/wordings": READ,
    "/api/v1/acts": READ,
    "/api/v1/declarations": READ,
    "/api/v1/standings": READ,
    "/api/v1/published-counts": READ,
    "/api/v1/completeness": READ,
    "/api/v1/bodies": READ,
    "/api/v1/sessions": READ,
    "/api/v1/outcomes": READ,
    "/api/v1/topics": READ,
    "/api/v1/deliberations": READ,
    "/api/v1/deliberations/{key}": READ,
    "/api/v1/deliberations/{key}/paragraphs": READ,
    "/{lang}/": READ,
    "/{lang}/api/": READ,
    "/{lang}/about/": READ,
    "/{lang}/data/": READ,
    "/{lang}/data/export.{form}": READ,
    "/{lang}/data/palermo.zip": READ,
    "/{lang}/data/changes.atom": READ,
    "/{lang}/data/changes/": READ,
    "/{lang}/data/changes/export.{form}": READ,
    "/{lang}/gallery/": READ,
    "/{lang}/search/": READ,
    "/{lang}/search/export.{form}": READ,
    "/{lang}/states/": READ,
    "/{lang}/states/export.{form}": READ,
    "/{lang}/states/{iso3}/": READ,
    "/{lang}/states/{iso3}/export.{form}": READ,
    "/{lang}/states/organizations.{form}": READ,
    "/{lang}/organizations/{slug}/": READ,
    "/{lang}/organizations/{slug}/export.{form}": READ,
    "/{lang}/register/": READ,
    "/{lang}/register/{instrument}/": READ,
    "/{lang}/register/{instrument}/export.{form}": READ,
    "/{lang}/register/export.{form}": READ,
    "/{lang}/register/acts/": READ,
    "/{lang}/register/acts/{part}.{form}": READ,
    "/{lang}/register/acts/{key}/": READ,
    "/{lang}/register/declarations/": READ,
    "/{lang}/register/declarations/{part}.{form}": READ,
    "/{lang}/register/{instrument}/{part}.{form}": READ,
    "/{lang}/register/{instrument}/compare/": READ,
    "/{lang}/register/{instrument}/compare/{part}.{form}": READ,
    "/{lang}/register/{instrument}/pipeline/": READ,
    "/{lang}/register/{instrument}/pipeline/export.{form}": READ,
    "/{lang}/texts/": READ,
    "/{lang}/texts/{part}.{form}": READ,
    "/{lang}/texts/{instrument}/official/{language}/": READ,
    "/{lang}/texts/provisions/": READ,
    "/{lang}/texts/provisions/export.{form}": READ,
    "/{lang}/texts/themes/{theme}/": READ,
    "/{lang}/texts/themes/{theme}/export.{form}": READ,
    "/{lang}/texts/themes/{theme}/pointers.{form}": READ,
    "/{lang}/texts/{instrument}/": READ,
    "/{lang}/texts/{instrument}/export.{form}": READ,
    "/{lang}/texts/{instrument}/official.{language}.{form}": READ,
    "/{lang}/texts/{instrument}/pointers.{form}": READ,
    "/{lang}/texts/{instrument}/{article}/": READ,
    "/{lang}/texts/{instrument}/{article}/export.{form}": READ,
    "/{lang}/texts/{instrument}/{article}/pointers.{form}": READ,
    "/{lang}/meetings/": READ,
    "/{lang}/meetings/export.{form}": READ,
    "/{lang}/meetings/sessions.{form}": READ,
    "/{lang}/meetings/calendar.ics": READ,
    "/{lang}/meetings/timeline/": READ,
    "/{lang}/meetings/timeline/export.{form}": READ,
    "/{lang}/meetings/{body}/": READ,
    "/{lang}/meetings/{body}/export.{form}": READ,
    "/{lang}/meetings/{body}/topics.{form}": READ,
    "/{lang}/meetings/{body}/recurring.{form}": READ,
    "/{lang}/meetings/{body}/effects.{form}": READ,
    "/{lang}/meetings/{body}/{key}/": READ,
    "/{lang}/meetings/{body}/{key}/session.ics": READ,
    "/{lang}/meetings/{body}/{key}/topics.{form}": READ,
    "/{lang}/outcomes/": READ,
    "/{lang}/outcomes/export.{form}": READ,
    "/{lang}/outcomes/{key}/": READ,
    "/{lang}/decisions/{key}/": READ,
    "/{lang}/decisions/{key}/evidence.{form}": READ,
    "/{lang}/decisions/{key}/decision-{named}.{form}": READ,
}
PUBLIC = set(VERBS)

WRITE = ("GET", "HEAD", "POST")
EVERY_ROLE = frozenset(
    {
        "administrator",
        "secretariat",
        "chair",
        "bureau",
        "focal_point",
        "ministry_delegate",
        "expert",
        "desk_officer",
        "partner",
        "auditor",
    }
)
# A reader has no role; one_factor has one, and no second factor yet.
SIGNED_IN = EVERY_ROLE | {"reader", "one_factor"}
# Who comes, and whom the policy holds them for: whoever's role, person or session is not there has none.
LIKE = {
    "stranger": "stranger",
    "stranger with claims": "stranger",
    "stranger with a forged session": "stranger",
    "reader": "reader",
    "secretariat halfway in": "stranger",  # gave a passphrase, and no second factor yet
    "secretariat with one factor": "one_factor",
    "administrator with one factor": "one_factor",
    "expert setting up with one factor": "one_factor",  # and has been shown the secret of an app
    "secretariat of an hour ago": "secretariat",  # is asked again before some steps who they are
    **{role: role for role in sorted(EVERY_ROLE)},
    "focal_point of XBB": "focal_point",
    "secretariat whose role ended": "reader",
    "administrator whose role is to come": "reader",
    "secretary of two States": "reader",
    "administrator deactivated": "stranger",
    "administrator with a session of yesterday": "stranger",
    "secretariat with a session left idle": "stranger",
    "administrator whose sessions were ended": "stranger",
}
STRANGER = frozenset({"stranger"})
ANYONE = SIGNED_IN | STRANGER
NOBODY: frozenset[str] = frozenset()
ONE_FACTOR = frozenset({"one_factor"})
WITH_FACTORS = SIGNED_IN - ONE_FACTOR
HALFWAY, SETTING_UP = frozenset({"secretariat halfway in"}), frozenset({"expert setting up with one factor"})
AN_HOUR_AGO = frozenset({"secretariat of an hour ago"})
ADMINISTRATOR, SECRETARIAT = frozenset({"administrator"}), frozenset({"secretariat"})
ADMINISTRATION, PEOPLE = ADMINISTRATOR | SECRETARIAT, ADMINISTRATOR | SECRETARIAT | {"auditor"}
# Addresses that are not for everyone: which verbs they take, and from whom. To all others they are absent.
RESTRICTED: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    # The way in
    "/{lang}/sign-in/": (WRITE, ANYONE),
    "/{lang}/sign-in/passkey/": (WRITE, ANYONE),
    "/{lang}/sign-in/second-factor/": (WRITE, ANYONE),
    "/{lang}/sign-in/again/": (WRITE, SIGNED_IN),
    "/{lang}/sign-in/again/code/": (WRITE, SIGNED_IN),
    "/{lang}/sign-in/again/passkey/": (WRITE, SIGNED_IN),
    "/{lang}/sign-in/forgotten/": (WRITE, ANYONE),
    "/{lang}/sign-in/forgotten/sent/": (READ, ANYONE),
    "/{lang}/sign-in/forgotten/done/": (READ, ANYONE),
    "/{lang}/sign-in/forgotten/{uidb36}/{key}/": (WRITE, ANYONE),
    "/{lang}/sign-out/": (WRITE, ANYONE),
    "/{lang}/join/": (WRITE, ANYONE),
    "/{lang}/join/{token}/": (WRITE, ANYONE),
    "/{lang}/join/passphrase/": (WRITE, ANYONE),
    "/{lang}/join/passkey/": (WRITE, ANYONE),
    "/{lang}/join/second-factor/": (WRITE, SIGNED_IN),
    "/{lang}/join/second-factor/passkey/": (WRITE, SIGNED_IN),
    "/{lang}/join/recovery-codes/": (WRITE, SIGNED_IN),
    "/{lang}/join/role/{pk}/": (WRITE, SIGNED_IN),
    # One's own account
    "/{lang}/account/": (WRITE, SIGNED_IN),
    "/{lang}/account/elsewhere/": (WRITE, SIGNED_IN),
    "/{lang}/account/passphrase/": (WRITE, SIGNED_IN),
    "/{lang}/account/second-factor/": (READ, SIGNED_IN),
    "/{lang}/account/second-factor/code/": (WRITE, SIGNED_IN),
    "/{lang}/account/second-factor/code/off/": (WRITE, SIGNED_IN),
    "/{lang}/account/second-factor/code/picture.svg": (READ, SIGNED_IN),
    "/{lang}/account/second-factor/passkeys/": (READ, SIGNED_IN),
    "/{lang}/account/second-factor/passkeys/add/": (WRITE, SIGNED_IN),
    "/{lang}/account/second-factor/passkeys/{pk}/": (WRITE, SIGNED_IN),
    "/{lang}/account/second-factor/passkeys/{pk}/remove/": (WRITE, SIGNED_IN),
    "/{lang}/account/second-factor/recovery-codes/": (READ, SIGNED_IN),
    "/{lang}/account/second-factor/recovery-codes/anew/": (WRITE, SIGNED_IN),
    "/{lang}/account/second-factor/recovery-codes/palermo-recovery-codes.txt": (READ, SIGNED_IN),
    # People
    "/{lang}/people/": (READ, PEOPLE),
    "/{lang}/people/export.{form}": (READ, PEOPLE),
    "/{lang}/people/{pk}/": (READ, PEOPLE),
    "/{lang}/people/invite/": (WRITE, ADMINISTRATION),
    "/{lang}/people/{pk}/give/": (WRITE, ADMINISTRATION),
    "/{lang}/people/{pk}/deactivate/": (WRITE, ADMINISTRATION),
    "/{lang}/people/{pk}/reactivate/": (WRITE, ADMINISTRATION),
    "/{lang}/people/{pk}/erase/": (WRITE, ADMINISTRATOR),
    "/{lang}/people/{pk}/restore/": (WRITE, ADMINISTRATOR),
    "/{lang}/people/delegations/{pk}/end/": (WRITE, ADMINISTRATION),
    "/{lang}/people/delegations/{pk}/replace/": (WRITE, ADMINISTRATION),
    "/{lang}/people/invitations/{pk}/withdraw/": (WRITE, ADMINISTRATION),
    "/{lang}/people/invitations/{pk}/again/": (WRITE, ADMINISTRATION),
    # Corrections
    "/{lang}/corrections/": (READ, SECRETARIAT),
    "/{lang}/corrections/export.{form}": (READ, SECRETARIAT),
    "/{lang}/corrections/{table}/": (READ, SECRETARIAT),
    "/{lang}/corrections/{table}/new/": (WRITE, SECRETARIAT),
    "/{lang}/corrections/{table}/row/{key}/": (WRITE, SECRETARIAT),
    "/{lang}/corrections/{table}/withdraw/{key}/": (WRITE, SECRETARIAT),
    "/{lang}/corrections/{table}/take/{key}/": (WRITE, SECRETARIAT),
    "/{lang}/corrections/{table}/keep/{key}/": (WRITE, SECRETARIAT),
    # Official texts
    "/{lang}/texts/import/": (WRITE, ADMINISTRATION),
    "/{lang}/texts/import/{number}/{instrument}/{language}/": (WRITE, ADMINISTRATION),
    "/{lang}/texts/{instrument}/official/{language}/remove/": (WRITE, ADMINISTRATION),
    # The register, the journal
    "/{lang}/register/acts/record/": (WRITE, frozenset({"secretariat"})),
    "/{lang}/register/acts/import/": (WRITE, frozenset({"secretariat"})),
    "/{lang}/register/acts/import/{number}/": (WRITE, frozenset({"secretariat"})),
    "/{lang}/register/acts/{key}/correct/": (WRITE, frozenset({"secretariat"})),
    "/{lang}/register/acts/{key}/withdraw/": (WRITE, frozenset({"secretariat"})),
    "/{lang}/register/{instrument}/pipeline/{iso3}/": (WRITE, frozenset({"secretariat"})),
    "/{lang}/journal/": (READ, frozenset({"administrator", "auditor"})),
    "/{lang}/journal/export.{form}": (READ, frozenset({"administrator", "auditor"})),
    "/{lang}/journal/head.json": (READ, frozenset({"administrator", "auditor"})),
    "/{lang}/journal/{number}/": (READ, frozenset({"administrator", "auditor"})),
    "/{lang}/journal/{number}/erase/": (WRITE, frozenset({"administrator"})),
}
# Of things that can be in several states, and of what is answered to whom: answers.py.
# Addresses that a library adds, and that lead nowhere (its own root for links).
EMPTY = {"/api/v1/"}
# Addresses that middleware answers before the URL configuration is asked. They are found nowhere but here.
WITHOUT_VIEW = {"/healthz"}
