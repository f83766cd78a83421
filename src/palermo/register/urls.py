from django.urls import path, re_path

from palermo.kit.files import FORM
from palermo.register.views import (
    acts,
    comparison,
    declarations,
    importing,
    pipeline,
    recording,
    status,
    steps,
)

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
    path("register/acts/record/", recording.record, name="record"),
    path("register/acts/import/", importing.upload, name="import"),
    path("register/acts/import/<int:number>/", importing.preview, name="import_preview"),
    re_path(r"^register/acts/(?P<key>[^/]+)/$", recording.act, name="act"),
    re_path(r"^register/acts/(?P<key>[^/]+)/correct/$", recording.correct, name="correct"),
    re_path(r"^register/acts/(?P<key>[^/]+)/withdraw/$", recording.withdraw, name="withdraw"),
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
    re_path(rf"{OF}/pipeline/(?P<iso3>[A-Za-z]{{3}})/$", steps.step, name="step"),
]
