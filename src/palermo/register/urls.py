from django.urls import path, re_path

from palermo.register import views

app_name = "register"
urlpatterns = [
    path("register/", views.index, name="index"),
    path("register/<slug:instrument>/", views.instrument, name="instrument"),
    re_path(
        r"^register/(?P<instrument>[-\w]+)/export\.(?P<form>csv|xlsx|json)$", views.export, name="export"
    ),
]
