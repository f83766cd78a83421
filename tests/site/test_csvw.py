"""Every CSV file is described as the standard for CSV on the Web has it, and its description reads it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from palermo.core.language import LANGUAGES
from palermo.kit.files import DESCRIPTION
from tests.assurance.lists import address, routes
from tests.site.archives import opened
from tests.site.described import check

pytestmark = pytest.mark.usefixtures("facts", "data")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_csv_file_has_a_description_that_reads_it(
    client: Client, language: str, counted: Callable[[str], None]
) -> None:
    cells = 0
    for route, part in routes():
        with override(language):
            where = address(route, part, "csv")
        answer = client.get(where)
        assert answer.status_code == 200, where
        link = re.fullmatch(
            r'<(\S+)>; rel="describedby"; type="application/csvm\+json"', answer.get("Link", "")
        )
        assert link, where
        assert link[1] == f"{where}-metadata.json"
        described = client.get(link[1])
        assert described["Content-Type"] == "application/csvm+json"
        said = json.loads(described.content)
        assert said["@context"] == ["http://www.w3.org/ns/csvw", {"@language": language}]
        assert said["dc:language"] == language
        assert said["url"] == where.rpartition("/")[2]
        cells += check(said, answer.content)
    counted(f"{len(routes())} lists in {language}: {cells} cells read by their description, 0 otherwise")


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("register/untoc/export", "code"),
        ("register/untoc/years", "year"),
        ("register/untoc/compare/export", "code"),
        ("register/untoc/compare/regions", "region"),
        ("register/untoc/pipeline/export", "code"),
        ("register/acts/kinds", "kind"),
        ("register/declarations/export", "key"),
    ],
)
def test_a_description_says_what_tells_the_rows_apart(client: Client, file: str, key: str) -> None:
    said = client.get(f"/en/{file}.{DESCRIPTION}").json()
    assert said["tableSchema"]["primaryKey"] == key


def test_a_description_keeps_the_filters_of_its_file(client: Client) -> None:
    query = "?year=2012&sort=title"
    answer = client.get(f"/fr/outcomes/export.csv{query}")
    assert f"</fr/outcomes/export.{DESCRIPTION}{query}>" in answer["Link"]
    said = client.get(f"/fr/outcomes/export.{DESCRIPTION}{query}").json()
    assert said["url"] == f"export.csv{query}"
    assert check(said, answer.content) > 0
    assert client.get(f"/fr/outcomes/export.{DESCRIPTION}?year=xx").status_code == 400


def test_the_archive_is_one_group_of_tables_that_another_reader_takes(client: Client, tmp_path: Path) -> None:
    csvw = pytest.importorskip("csvw")
    opened(client, "ar").extractall(tmp_path)
    assert csvw.CSVW(str(tmp_path / "metadata.json"), validate=True).is_valid
