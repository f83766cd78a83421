"""Every address: the front door's own, then each room's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from palermo.site.api import api
from palermo.site.views import about, front, gallery, home, search, state, states

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("robots.txt", front.robots, name="robots"),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("search/", search.search, name="search"),
        path("states/", states.index, name="states"),
        re_path(r"^states/export\.(?P<form>csv|xlsx|json)$", states.export, name="states_export"),
        path("states/<slug:iso3>/", state.state, name="state"),
        path("organizations/<slug:slug>/", state.organization, name="organization"),
        path("about/", about.about, name="about"),
        path("gallery/", gallery.gallery, name="gallery"),
        path("", include("palermo.oversight.urls")),
        path("", include("palermo.register.urls")),
        path("", include("palermo.texts.urls")),
        path("", include("palermo.meetings.urls")),
    ),
]

handler400 = front.bad_request
handler403 = front.forbidden
handler404 = front.not_found
handler500 = front.failure
