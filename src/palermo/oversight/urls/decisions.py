from django.urls import path, re_path

from palermo.kit.files import FORM
from palermo.oversight.views import decisions as views

app_name = "oversight"
urlpatterns = [
    path("decisions/<slug:key>/", views.decision, name="decision"),
    re_path(rf"^decisions/(?P<key>[-\w]+)/evidence\.{FORM}$", views.evidence_export, name="evidence_export"),
    re_path(
        r"^decisions/(?P<key>[-\w]+)/decision-(?P<named>[-\w]+)\.(?P<form>docx|pdf|json)$",
        views.document,
        name="document",
    ),
]
