"""Who may see which address: written by hand, sharing no code with the program.

Every address of the URL configuration must stand here, and nothing else; a new one fails until it does.
`PUBLIC` addresses are for everyone, signed in or not. There are no others yet. All are read, and nothing can
be written to any.
"""

PUBLIC = {
    "/",
    "/robots.txt",
    "/healthz",
    "/api/v1/openapi.json",
    "/api/v1/decisions/{key}/evidence",
    "/{lang}/",
    "/{lang}/about/",
    "/{lang}/gallery/",
    "/{lang}/search/",
    "/{lang}/states/",
    "/{lang}/states/export.{form}",
    "/{lang}/states/{iso3}/",
    "/{lang}/organizations/{slug}/",
    "/{lang}/register/",
    "/{lang}/register/{instrument}/",
    "/{lang}/register/{instrument}/export.{form}",
    "/{lang}/texts/",
    "/{lang}/texts/{instrument}/",
    "/{lang}/texts/{instrument}/export.{form}",
    "/{lang}/meetings/",
    "/{lang}/meetings/{body}/",
    "/{lang}/meetings/{body}/export.{form}",
    "/{lang}/meetings/{body}/topics.{form}",
    "/{lang}/meetings/{body}/{key}/",
    "/{lang}/outcomes/",
    "/{lang}/outcomes/export.{form}",
    "/{lang}/outcomes/{key}/",
    "/{lang}/decisions/{key}/",
    "/{lang}/decisions/{key}/decision-{named}.{form}",
}
# Addresses that a library adds, and that lead nowhere (its own root for links).
EMPTY = {"/api/v1/"}
# Addresses that middleware answers before the URL configuration is asked. They are found nowhere but here.
WITHOUT_VIEW = {"/healthz"}
# What each address takes. OPTIONS, which asks this very question, is taken by all that have a view.
VERBS = dict.fromkeys(PUBLIC, ("GET", "HEAD"))
