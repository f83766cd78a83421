"""Addresses of this room: lists, a paragraph, what came of it, and the import of decisions."""

from django.urls import path

from palermo.mandates.views import importing

app_name = "mandates"
urlpatterns = [
    # Before the decisions, none of which is called so.
    path("decisions/import/", importing.upload, name="import"),
    path("decisions/import/<int:number>/", importing.preview, name="import_preview"),
    path("decisions/<slug:key>/texts/<slug:language>/remove/", importing.remove, name="remove"),
]
