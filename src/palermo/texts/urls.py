from django.urls import path, re_path

from palermo.texts import views

app_name = "texts"
urlpatterns = [
    path("texts/", views.index, name="index"),
    path("texts/<slug:instrument>/", views.instrument, name="instrument"),
    re_path(r"^texts/(?P<instrument>[-\w]+)/export\.(?P<form>csv|xlsx|json)$", views.export, name="export"),
]
