"""Editions of an invented table, loaded as a room loads its own."""

from pathlib import Path

import pytest

from palermo.actors.models import Region
from palermo.kit import tabular
from palermo.kit.tabular import Shipped, load_shipped
from tests.kit.apples import Load, apple


@pytest.fixture
def load(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads an edition of the invented table of an invented room."""
    monkeypatch.setattr(tabular, "files", tmp_path.joinpath)

    def loads(content: str, services: str = "", table: Shipped | None = None) -> list[str]:
        facts = tmp_path / "orchard" / "facts"
        facts.mkdir(parents=True, exist_ok=True)
        (facts / "apples.csv").write_text(content, encoding="utf-8")
        facts.with_name("services.py").write_text(services, encoding="utf-8")
        return load_shipped(
            "orchard", [table or Shipped("apples.csv", Region, lambda rows: map(apple, rows))]
        )

    return loads
