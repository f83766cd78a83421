"""What every factory is made with: words in six languages, and rows by their keys."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import Model

from palermo.core.language import LANGUAGES, Text

M = TypeVar("M", bound=Model)
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
SOURCE = {"source": "invented for a test", "confidence": "sourced"}


def words(said: str) -> Text:
    return Text({code: f"{said} ({code})" for code in LANGUAGES})


def put(model: type[M], key: str, **values: Any) -> M:
    """The row of that key, made where it is not there yet, so that factories can share what they stand on."""
    return model._base_manager.get_or_create(key=key, defaults={**SOURCE, **values})[0]
