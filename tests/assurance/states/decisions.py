"""States of decisions that are imported, of their files, and of what is edited in them."""

from datetime import UTC, datetime, timedelta

from palermo.kit.models import Upload, changed
from palermo.mandates.models import LanguageVersion
from tests import factories
from tests.assurance.cast import user_of
from tests.assurance.states.making import Made, Makes, Table, named, no_number


def upload_of(by: str) -> Made:
    kind = "palermo.mandates.importers.plans.plan_text"
    made = factories.upload(kind=kind, by=by, at=datetime.now(UTC), content=b"no decision")
    return {"number": made.pk}


def own(visitor: str) -> Made:
    user = user_of(visitor)
    return upload_of(f"user/{user.pk}" if user else "")


def expired(visitor: str) -> Made:
    made = own(visitor)
    Upload.objects.filter(pk=made["number"]).update(at=datetime.now(UTC) - timedelta(hours=25))
    return made


def saved(visitor: str) -> Made:
    made = own(visitor)
    Upload.objects.filter(pk=made["number"]).update(saved_at=datetime.now(UTC), content=b"")
    return made


def foreign(_visitor: str) -> Made:
    return upload_of("user/987654")


def imported(**places: str) -> Makes:
    """An imported decision of one paragraph, with its text in English."""

    def make(_visitor: str) -> Made:
        if LanguageVersion.objects.filter(deliberation="x-imported").exists():
            return {"key": "x-imported"} | places
        decision = factories.deliberation("x-imported", symbol="Decision X/9", imported=True)
        version = factories.language_version(deliberation=decision)
        row = factories.paragraph(deliberation=decision, key="x-imported/1", label="1", act="requests")
        factories.printed_paragraph(version=version, paragraph=row)
        factories.addressee(mandate=factories.mandate(paragraph=row))
        changed("palermo.mandates")
        return {"key": "x-imported"} | places

    return make


EDIT = "/{lang}/decisions/{key}/edit/"
EDIT_PARAGRAPH = "/{lang}/decisions/{key}/paragraphs/{label}/edit/"
STATES: Table = {
    "/{lang}/decisions/import/{number}/": {
        "own": own,
        "own, expired": expired,
        "own, saved": saved,
        "another's": foreign,
        "not there": no_number(),
    },
    "/{lang}/decisions/{key}/texts/{language}/remove/": {
        "held": imported(language="en"),
        "not there": named(key="4-4", language="ru"),
    },
    EDIT: {"imported": imported(), "not there": named(key="4-4")},
    EDIT_PARAGRAPH: {"imported": imported(label="1"), "not there": named(key="4-4", label="a")},
}
