"""Addresses of this room: lists, a paragraph, what came of it, and the import of decisions."""

from django.urls import path, re_path

from palermo.kit.files import FORM
from palermo.mandates.views import (
    asked,
    calendar,
    decisions,
    duties,
    duty,
    editing,
    following,
    importing,
    links,
    mandates,
    matrix,
    owed,
    paragraphs,
    silence,
    texts,
)

OF_PARAGRAPH = r"^decisions/(?P<key>[-\w]+)/paragraphs/(?P<label>[-\w.]+)"
app_name = "mandates"
urlpatterns = [
    path("mandates/", mandates.index, name="index"),
    re_path(rf"^mandates/export\.{FORM}$", mandates.export, name="export"),
    path("mandates/deadlines.ics", calendar.calendar, name="calendar"),
    path("mandates/asked/", asked.choose, name="asked"),
    path("mandates/asked/<slug:party>/", asked.asked, name="asked_of"),
    re_path(rf"^mandates/asked/(?P<party>[-\w]+)/export\.{FORM}$", asked.export, name="asked_export"),
    path("mandates/asked/<slug:party>/deadlines.ics", calendar.asked_calendar, name="asked_calendar"),
    path("decisions/", decisions.decisions, name="decisions"),
    re_path(rf"^decisions/export\.{FORM}$", decisions.decisions_export, name="decisions_export"),
    re_path(
        r"^decisions/(?P<key>[-\w]+)/paragraphs/(?P<label>[-\w.]+)/$", paragraphs.paragraph, name="paragraph"
    ),
    # Before the decisions, none of which is called so.
    path("decisions/import/", importing.upload, name="import"),
    path("decisions/import/<int:number>/", importing.preview, name="import_preview"),
    path("decisions/<slug:key>/texts/<slug:language>/remove/", importing.remove, name="remove"),
    path("decisions/<slug:key>/texts/<slug:language>/", texts.text, name="text"),
    re_path(r"^decisions/(?P<key>[-\w]+)/texts/(?P<language>[a-z]{2})\.txt$", texts.file, name="text_file"),
    path("decisions/<slug:key>/edit/", editing.decision, name="edit"),
    re_path(rf"{OF_PARAGRAPH}/edit/$", editing.paragraph, name="edit_paragraph"),
    # What came of it.
    path("mandates/owed/", owed.index, name="owed"),
    re_path(rf"^mandates/owed/export\.{FORM}$", owed.export, name="owed_export"),
    path("mandates/silence/", silence.index, name="silence"),
    re_path(rf"^mandates/silence/export\.{FORM}$", silence.export, name="silence_export"),
    path("mandates/matrix/", matrix.index, name="matrix"),
    re_path(rf"^mandates/matrix/export\.{FORM}$", matrix.export, name="matrix_export"),
    re_path(rf"{OF_PARAGRAPH}/follow-up/$", following.record, name="follow_up"),
    re_path(rf"{OF_PARAGRAPH}/link/$", links.link, name="link"),
    re_path(rf"{OF_PARAGRAPH}/task/$", duty.new_task, name="new_task"),
    path("follow-ups/<int:pk>/withdraw/", following.withdraw, name="withdraw"),
    path("links/<int:pk>/remove/", links.unlink, name="unlink"),
    path("tasks/", duties.tasks, name="tasks"),
    re_path(rf"^tasks/export\.{FORM}$", duties.tasks_export, name="tasks_export"),
    path("tasks/<int:pk>/", duty.task, name="task"),
]
