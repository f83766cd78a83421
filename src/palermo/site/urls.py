"""Every address: the front door's own, then each room's."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from palermo.site.views import about, front, gallery, home, state, states

# While the rooms are being built, only those that are there.
ROOMS = [f"palermo.{room}.urls" for room in ("register", "texts", "meetings", "oversight")]
OPEN = [path("", include(urls)) for urls in ROOMS if find_spec(urls)]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("robots.txt", front.robots, name="robots"),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("search/", home.home, name="search"),
        path("states/", states.index, name="states"),
        path("states/<slug:iso3>/", state.state, name="state"),
        path("organizations/<slug:slug>/", state.organization, name="organization"),
        path("about/", about.about, name="about"),
        path("gallery/", gallery.gallery, name="gallery"),
        *OPEN,
    ),
]
if find_spec("palermo.site.api"):
    from palermo.site.api import api

    urlpatterns.insert(0, path("api/v1/", api.urls))

handler400 = front.bad_request
handler403 = front.forbidden
handler404 = front.not_found
handler500 = front.failure
