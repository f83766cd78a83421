from django.urls import path, re_path

from palermo.meetings import views

FORM = r"(?P<form>csv|xlsx|json)"
app_name = "meetings"
urlpatterns = [
    path("meetings/", views.index, name="index"),
    path("meetings/<slug:body>/", views.body, name="body"),
    re_path(rf"^meetings/(?P<body>[-\w]+)/export\.{FORM}$", views.body_export, name="body_export"),
    re_path(rf"^meetings/(?P<body>[-\w]+)/topics\.{FORM}$", views.topics_export, name="topics_export"),
    path("meetings/<slug:body>/<slug:key>/", views.session, name="session"),
    path("outcomes/", views.outcomes, name="outcomes"),
    re_path(rf"^outcomes/export\.{FORM}$", views.outcomes_export, name="outcomes_export"),
    path("outcomes/<slug:key>/", views.outcome, name="outcome"),
]
