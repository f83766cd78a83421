from django.urls import path, re_path

from palermo.journal import views
from palermo.kit.files import FORM

app_name = "journal"
urlpatterns = [
    path("journal/", views.index, name="index"),
    re_path(rf"^journal/export\.{FORM}$", views.export, name="export"),
    path("journal/head.json", views.head, name="head"),
    path("journal/<int:number>/", views.entry, name="entry"),
    path("journal/<int:number>/erase/", views.erase, name="erase"),
]
