from django.urls import path, re_path

from palermo.kit.files import FORM
from palermo.register.views import acts, comparison, declarations, pipeline, status

OF = r"^register/(?P<instrument>[-\w]+)"
app_name = "register"
urlpatterns = [
    path("register/", status.index, name="index"),
    re_path(rf"^register/export\.{FORM}$", status.index_export, name="index_export"),
    # Before the instruments, none of which is called so.
    path("register/acts/", acts.acts, name="acts"),
    re_path(
        rf"^register/acts/(?P<part>export|years|regions|kinds)\.{FORM}$", acts.export, name="acts_export"
    ),
    path("register/declarations/", declarations.declarations, name="declarations"),
    re_path(
        rf"^register/declarations/(?P<part>export|articles)\.{FORM}$",
        declarations.export,
        name="declarations_export",
    ),
    path("register/<slug:instrument>/", status.instrument, name="instrument"),
    re_path(rf"{OF}/export\.{FORM}$", status.export, name="export"),
    re_path(rf"{OF}/(?P<part>counts|years|declarations)\.{FORM}$", status.part_export, name="part_export"),
    path("register/<slug:instrument>/compare/", comparison.compare, name="compare"),
    re_path(rf"{OF}/compare/(?P<part>export|regions)\.{FORM}$", comparison.export, name="compare_export"),
    path("register/<slug:instrument>/pipeline/", pipeline.pipeline, name="pipeline"),
    re_path(rf"{OF}/pipeline/export\.{FORM}$", pipeline.export, name="pipeline_export"),
]
