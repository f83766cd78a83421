"""The official texts that are held, as files to keep."""

import pytest
from django.test import Client

from palermo.core.treaty_text import Part
from palermo.texts.importers.akoma_ntoso import read_akoma_ntoso

pytestmark = pytest.mark.usefixtures("official")


def test_it_works(client: Client) -> None:
    answer = client.get("/en/texts/uncac/official.en.xml")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/akn+xml"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''uncac.en.xml"
    parts: list[Part] = read_akoma_ntoso(answer.content.decode())
    assert [(part.number, part.heading, part.words) for part in parts if part.number] == [
        *(("1", "Lamps", ""), ("1/1", "", "Lamps are lit:"), ("1/1/a", "", "at dusk.")),
    ]


def test_the_file_comes_back_character_by_character(client: Client) -> None:
    answer = client.get("/ar/texts/uncac/official.en.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert (
        answer.content.decode() == "On lamps\n\nArticle 1\n\nLamps\n\n1.   Lamps are lit:\n\n(a) at dusk.\n"
    )


@pytest.mark.parametrize("form", ["xml", "txt"])
@pytest.mark.parametrize(("instrument", "language"), [("uncac", "fr"), ("untoc", "en"), ("uncac", "de")])
def test_a_text_that_is_not_held_is_told(client: Client, instrument: str, language: str, form: str) -> None:
    answer = client.get(f"/en/texts/{instrument}/official.{language}.{form}")
    assert answer.status_code == 404
    told = f"No official text of “{instrument}” in the language “{language}” is held here."
    assert told in answer.content.decode()
