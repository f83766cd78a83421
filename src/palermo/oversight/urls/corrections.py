"""Facts that people correct: for those who may. A key may hold slashes, so what is done stands before it."""

from django.urls import path, re_path

from palermo.kit.files import FORM
from palermo.oversight.views import corrections, settling

app_name = "corrections"
urlpatterns = [
    path("corrections/", corrections.index, name="index"),
    re_path(rf"^corrections/export\.{FORM}$", corrections.export, name="export"),
    path("corrections/<slug:table>/", corrections.rows, name="rows"),
    path("corrections/<slug:table>/new/", corrections.new, name="new"),
    path("corrections/<slug:table>/row/<path:key>/", corrections.row, name="row"),
    path("corrections/<slug:table>/withdraw/<path:key>/", settling.withdraw, name="withdraw"),
    path("corrections/<slug:table>/take/<path:key>/", settling.take, name="take"),
    path("corrections/<slug:table>/keep/<path:key>/", settling.keep, name="keep"),
]
