"""States of official texts that are imported, and of their files."""

from datetime import UTC, datetime, timedelta

from palermo.kit.models import Upload, changed
from tests import factories
from tests.assurance.cast import user_of
from tests.assurance.states.making import Made, Makes, Table

WHOSE = {"instrument": "tip-protocol", "language": "en"}


def upload_of(by: str) -> Made:
    """A file that is no treaty, so that nothing is kept whoever sends an empty form."""
    kind = "palermo.texts.importers.plans.plan_text"
    made = factories.upload(kind=kind, by=by, at=datetime.now(UTC), content=b"no treaty")
    return WHOSE | {"number": made.pk}


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


def nothing(_visitor: str) -> Made:
    return WHOSE | {"number": 987_654}


def text(language: str) -> Makes:
    """An official text in that language, which the texts read anew; nothing in another."""

    def make(_visitor: str) -> Made:
        if language == "fr":
            factories.official_text(language, instrument=factories.instrument("x-treaty"))
            changed("palermo.texts")
        return {"instrument": "x-treaty", "language": language}

    return make


STATES: Table = {
    "/{lang}/texts/import/{number}/{instrument}/{language}/": {
        "own": own,
        "own, expired": expired,
        "own, saved": saved,
        "another's": foreign,
        "not there": nothing,
    },
    "/{lang}/texts/{instrument}/official/{language}/remove/": {"held": text("fr"), "not there": text("ru")},
}
