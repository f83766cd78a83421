from django.urls import path, re_path

from palermo.kit.files import FORM
from palermo.meetings.views import bodies, calendar, outcomes, sessions, timeline

BODY = r"^meetings/(?P<body>[-\w]+)"
app_name = "meetings"
urlpatterns = [
    # Before the bodies, whose addresses are wider.
    path("meetings/", bodies.index, name="index"),
    re_path(rf"^meetings/export\.{FORM}$", bodies.bodies_export, name="bodies_export"),
    re_path(rf"^meetings/sessions\.{FORM}$", sessions.sessions_export, name="sessions_export"),
    path("meetings/calendar.ics", calendar.calendar, name="calendar"),
    path("meetings/timeline/", timeline.timeline, name="timeline"),
    re_path(rf"^meetings/timeline/export\.{FORM}$", timeline.timeline_export, name="timeline_export"),
    path("meetings/<slug:body>/", bodies.body, name="body"),
    re_path(rf"{BODY}/export\.{FORM}$", bodies.body_export, name="body_export"),
    re_path(rf"{BODY}/topics\.{FORM}$", bodies.topics_export, name="topics_export"),
    re_path(rf"{BODY}/effects\.{FORM}$", bodies.effects_export, name="effects_export"),
    re_path(rf"{BODY}/recurring\.{FORM}$", bodies.recurring_export, name="recurring_export"),
    path("meetings/<slug:body>/<slug:key>/", sessions.session, name="session"),
    path("meetings/<slug:body>/<slug:key>/session.ics", calendar.session_calendar, name="session_calendar"),
    re_path(rf"{BODY}/(?P<key>[-\w]+)/topics\.{FORM}$", sessions.session_topics, name="session_topics"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    re_path(rf"^outcomes/export\.{FORM}$", outcomes.outcomes_export, name="outcomes_export"),
    path("outcomes/<slug:key>/", outcomes.outcome, name="outcome"),
]
