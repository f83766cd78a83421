"""Who may see which address: written by hand, sharing no code with the program.

Every address of the URL configuration must stand here, and nothing else; a new one fails until it does.
`PUBLIC` addresses are for everyone, signed in or not. There are no others yet. All are read, and nothing can
be written to any.
"""

READ = ("GET", "HEAD")  # OPTIONS, which asks this very question, is taken by all that have a view
VERBS = {
    "/": READ,
    "/robots.txt": READ,
    "/healthz": READ,
    "/api/v1/openapi.json": READ,
    "/api/v1/decisions/{key}/evidence": READ,
    "/{lang}/": READ,
    "/{lang}/about/": READ,
    "/{lang}/gallery/": READ,
    "/{lang}/search/": READ,
    "/{lang}/states/": READ,
    "/{lang}/states/export.{form}": READ,
    "/{lang}/states/{iso3}/": READ,
    "/{lang}/organizations/{slug}/": READ,
    "/{lang}/register/": READ,
    "/{lang}/register/{instrument}/": READ,
    "/{lang}/register/{instrument}/export.{form}": READ,
    "/{lang}/texts/": READ,
    "/{lang}/texts/{instrument}/": READ,
    "/{lang}/texts/{instrument}/export.{form}": READ,
    "/{lang}/meetings/": READ,
    "/{lang}/meetings/{body}/": READ,
    "/{lang}/meetings/{body}/export.{form}": READ,
    "/{lang}/meetings/{body}/topics.{form}": READ,
    "/{lang}/meetings/{body}/{key}/": READ,
    "/{lang}/outcomes/": READ,
    "/{lang}/outcomes/export.{form}": READ,
    "/{lang}/outcomes/{key}/": READ,
    "/{lang}/decisions/{key}/": READ,
    "/{lang}/decisions/{key}/decision-{named}.{form}": READ,
}
PUBLIC = set(VERBS)
# Addresses that a library adds, and that lead nowhere (its own root for links).
EMPTY = {"/api/v1/"}
# Addresses that middleware answers before the URL configuration is asked. They are found nowhere but here.
WITHOUT_VIEW = {"/healthz"}
