from django.urls import path, re_path

from palermo.kit.files import FORM
from palermo.texts.views import importing
from palermo.texts.views import reading as views

app_name = "texts"
urlpatterns = [
    # Before the instruments, none of which is called so.
    path("texts/import/", importing.upload, name="import"),
    path(
        "texts/import/<int:number>/<slug:instrument>/<slug:language>/",
        importing.preview,
        name="import_preview",
    ),
    re_path(
        r"^texts/(?P<instrument>[-\w]+)/official/(?P<language>[a-z]{2})/remove/$",
        importing.remove,
        name="remove",
    ),
    path("texts/", views.index, name="index"),
    re_path(
        rf"^texts/(?P<part>instruments|themes|official)\.{FORM}$",
        views.index_export,
        name="index_export",
    ),
    path("texts/provisions/", views.provisions, name="provisions"),
    re_path(
        rf"^texts/provisions/export\.{FORM}$",
        views.provisions_export,
        name="provisions_export",
    ),
    re_path(
        rf"^texts/themes/(?P<theme>[-\w]+)/export\.{FORM}$",
        views.theme_export,
        name="theme_export",
    ),
    re_path(
        rf"^texts/(?P<instrument>[-\w]+)/(?P<article>[1-9][0-9]{{0,2}})/export\.{FORM}$",
        views.article_export,
        name="article_export",
    ),
    re_path(rf"^texts/(?P<instrument>[-\w]+)/export\.{FORM}$", views.export, name="export"),
    re_path(r"^texts/(?P<instrument>[-\w]+)/official/(?P<language>[a-z]{2})/$", views.whole, name="whole"),
    re_path(
        r"^texts/(?P<instrument>[-\w]+)/official\.(?P<language>[a-z]{2})\.(?P<form>xml|txt)$",
        views.official,
        name="official",
    ),
]
