"""Every address: the front door's own, then each room's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from palermo.kit.files import FORM
from palermo.site.api import api
from palermo.site.views import (
    about,
    api_reference,
    article,
    data,
    front,
    gallery,
    home,
    instrument,
    search,
    state,
    states,
    theme,
)

ARTICLE = r"^texts/(?P<instrument>[-\w]+)/(?P<article>[1-9][0-9]{0,2})"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("robots.txt", front.robots, name="robots"),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("search/", search.search, name="search"),
        re_path(rf"^search/export\.{FORM}$", search.export, name="search_export"),
        path("states/", states.index, name="states"),
        re_path(rf"^states/export\.{FORM}$", states.export, name="states_export"),
        path("states/<slug:iso3>/", state.state, name="state"),
        re_path(rf"^states/organizations\.{FORM}$", states.organizations_export, name="organizations_export"),
        re_path(rf"^states/(?P<iso3>[-\w]+)/export\.{FORM}$", state.state_export, name="state_export"),
        re_path(
            rf"^organizations/(?P<slug>[-\w]+)/export\.{FORM}$",
            state.organization_export,
            name="organization_export",
        ),
        path("organizations/<slug:slug>/", state.organization, name="organization"),
        path("", include("palermo.texts.urls")),  # before the joined pages, whose addresses are wider
        path("texts/themes/<slug:theme>/", theme.theme, name="theme"),
        re_path(
            rf"^texts/themes/(?P<theme>[-\w]+)/pointers\.{FORM}$", theme.theme_pointers, name="theme_pointers"
        ),
        path("texts/<slug:instrument>/", instrument.instrument, name="instrument"),
        re_path(
            rf"^texts/(?P<instrument>[-\w]+)/pointers\.{FORM}$",
            instrument.instrument_pointers,
            name="instrument_pointers",
        ),
        re_path(rf"{ARTICLE}/$", article.article, name="article"),
        re_path(
            rf"{ARTICLE}/pointers\.{FORM}$",
            article.article_pointers,
            name="article_pointers",
        ),
        path("data/", data.index, name="data"),
        re_path(rf"^data/export\.{FORM}$", data.export, name="data_export"),
        path("data/palermo.zip", data.archive, name="archive"),
        path("data/changes.atom", data.feed, name="feed"),
        path("data/changes/", data.changes, name="changes"),
        re_path(rf"^data/changes/export\.{FORM}$", data.changes_export, name="changes_export"),
        path("api/", api_reference.api_reference, name="api_reference"),
        path("about/", about.about, name="about"),
        path("gallery/", gallery.gallery, name="gallery"),
        path("", include("palermo.journal.urls")),
        path("", include("palermo.actors.urls.sign_in")),
        path("", include("palermo.actors.urls.people")),
        path("", include("palermo.oversight.urls.corrections")),
        path("", include("palermo.mandates.urls")),  # before the decisions, whose addresses are wider
        path("", include("palermo.oversight.urls.decisions")),
        path("", include("palermo.register.urls")),
        path("", include("palermo.meetings.urls")),
    ),
]

handler400 = front.bad_request
handler403 = front.forbidden
handler404 = front.not_found
handler500 = front.failure
