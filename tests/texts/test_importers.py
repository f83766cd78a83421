"""Files in: what they hold, what looks wrong in them, and what is refused."""

import io
import zipfile
from pathlib import Path

import pytest

from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Denied, Invalid, Missing
from palermo.core.treaty_text import joined
from palermo.kit.models import changed
from palermo.texts import queries
from palermo.texts.importers.plans import plan_text
from palermo.texts.importers.reading import LARGEST
from palermo.texts.importers.sentences import sentence
from palermo.texts.models import Instrument, OfficialText
from palermo.texts.services import Plan
from tests import factories
from tests.core.lanterns import ENGLISH, OTHERS
from tests.texts.test_akoma_ntoso import FOREIGN, HEAD

FIVE = {
    "untoc": ("untoc-2000", 41),
    "tip-protocol": ("tip-protocol-2000", 20),
    "smuggling-protocol": ("smuggling-protocol-2000", 25),
    "firearms-protocol": ("firearms-protocol-2001", 21),
    "uncac": ("uncac-2003", 71),
}


@pytest.fixture
def lanterns(facts: None) -> Instrument:
    """An invented treaty of three articles, of which some provisions are summarized."""
    treaty = factories.instrument("x-lanterns", article_count=3)
    for order, number in enumerate(["1", "2", "2/a", "3", "3/1", "3/1/a/ii"], 1):
        factories.provision(instrument=treaty, number=number, order=order)
    changed("palermo.texts")
    return treaty


@pytest.fixture
def planned(lanterns: Instrument, administrator: Actor) -> "Planned":
    return Planned(administrator)


class Planned:
    """Plans a file for the invented treaty."""

    def __init__(self, by: Actor) -> None:
        self.by = by

    def __call__(self, data: bytes | str, language: str = "en", name: str = "lanterns.txt") -> Plan:
        content = data if isinstance(data, bytes) else data.encode()
        return plan_text(self.by, content, "x-lanterns", language, name)


def said(plan: Plan) -> list[tuple[int, str]]:
    return [(each.line, sentence(each)) for each in plan.doubts]


def test_it_works(planned: Planned) -> None:
    plan = planned(ENGLISH)
    assert (plan.form, plan.file_name, plan.language) == ("plain", "lanterns.txt", "en")
    assert (plan.articles, plan.provisions) == ((3, 3), (6, 6))
    assert joined(plan.parts) == ENGLISH
    assert plan.characters == len(ENGLISH)
    assert len(plan.digest) == 64
    assert said(plan) == []
    assert not OfficialText.objects.exists()


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_is_taken(planned: Planned, language: str) -> None:
    plan = planned(OTHERS[language], language)
    assert (plan.articles, plan.provisions, said(plan)) == ((3, 3), (6, 6), [])


@pytest.mark.parametrize("key", FIVE)
def test_the_treaties_go_in_without_a_loss(facts: None, shared: Path, administrator: Actor, key: str) -> None:
    name, articles = FIVE[key]
    data = (shared / "instruments" / f"{name}.en.txt").read_bytes()
    plan = plan_text(administrator, data, key, "en", f"{name}.en.txt")
    assert joined(plan.parts).encode() == data
    assert [int(part.number) for part in plan.parts if part.kind == "article"] == list(range(1, articles + 1))
    assert all(part.heading for part in plan.parts if part.kind == "article")
    ours = queries.provisions(administrator, key)
    assert plan.articles == (articles, articles)
    assert plan.provisions == (len(ours), len(ours))
    assert said(plan) == []
    headings = {part.number: part.heading for part in plan.parts if part.kind == "article"}
    for each in ours:  # our English headings are those of the text
        if each.parent_id is None:
            assert headings[each.number].casefold() == each.headings.in_("en").casefold()


def test_a_mark_of_byte_order_is_taken_and_kept(planned: Planned) -> None:
    plan = planned(b"\xef\xbb\xbf" + ENGLISH.encode())
    assert joined(plan.parts) == "\ufeff" + ENGLISH
    assert plan.provisions == (6, 6)
    marked_up = planned("\ufeff" + FOREIGN)
    assert (marked_up.form, joined(marked_up.parts)) == ("akoma-ntoso", "\ufeff" + FOREIGN)


def test_names_of_files_are_made_fit_to_be_shown(planned: Planned) -> None:
    assert planned(ENGLISH, name="C:\\texts\\<b>lamps\n.txt").file_name == "_b_lamps_.txt"
    assert len(planned(ENGLISH, name="x" * 5000).file_name) == 200


# ── doubts ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("Article 3\n", "", 0, "The file has no article 3."),
        ("Article 3\n", "Article 4\n", 31, "The instrument has 3 articles, not an article 4."),
        (
            "(ii) In fog;\n\n",
            "",
            31,
            "The file words nothing at art. 3, para. 1 (a) (ii), which is summarized here.",
        ),
        ("2.   The", "4.   The", 44, "“4.” does not follow what is before it (art. 3, para. 4)."),
        ("(b) “Keeper”", "(c) “Keeper”", 27, "“(c)” does not follow what is before it (art. 2 (c))."),
        (
            "Light the",
            "Light \u202ethe",
            37,
            "A character that turns the direction of writing (U+202E) stands here.",
        ),
        ("Light the", "Light\x07the", 37, "A control character (U+0007) stands here."),
    ],
)
def test_what_looks_wrong_is_told_with_its_line(
    planned: Planned, old: str, new: str, line: int, told: str
) -> None:
    assert (line, told) in said(planned(ENGLISH.replace(old, new)))


def test_a_text_in_another_language_is_told(planned: Planned) -> None:
    russian = "Most letters are not those of the language named: Русский."
    assert said(planned(ENGLISH, "ru")) == [(0, russian)]
    french = ENGLISH.replace("The lantern may be of any colour.", "the of and shall " * 10)
    assert (0, "The words look like English, not like the language named: Français.") in said(
        planned(french, "fr")
    )


def test_a_document_that_states_another_language_is_told(planned: Planned) -> None:
    stated = FOREIGN.replace("<meta/>", '<meta><x><FRBRlanguage language="rus"/></x></meta>')
    assert (0, "The file says that it is in “ru”, not in English.") in said(planned(stated))


# ── what is refused ───────────────────────────────────────────────────────────────────────────────


def archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    return content.getvalue()


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + FOREIGN.replace("The end", "&b;")
REFUSED = {
    "nothing": (b"", "text.articles"),
    "white space": (b"\n\n \n", "text.articles"),
    "a letter": (b"Dear State,\n\n1. Hello.\n", "text.articles"),
    "another encoding": ("Artículo 1\n\n1. A.".encode("latin-1"), "text.encoding"),
    "UTF-16": (ENGLISH.encode("utf-16"), "text.encoding"),
    "null bytes": (b"Article 1\n\n1. A\0B.", "text.binary"),
    "a Word document": (archive(), "text.document"),
    "a PDF": (b"%PDF-1.7 Article 1", "text.document"),
    "more than may be": (b"Article 1\n\n1. " + b"a" * LARGEST, "text.large"),
    "more parts than may be": (b"Article 1\n" + b"1. a.\n\n" * 21_000, "text.parts"),
    "a document type": (BOMB.encode(), "text.doctype"),
    "an entity from elsewhere": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + FOREIGN.replace("The end", "&x;").encode(),
        "text.doctype",
    ),
    "an entity with no document type": (FOREIGN.replace("The end", "&x;").encode(), "text.xml"),
    "XML that ends too soon": (FOREIGN[:-20].encode(), "text.xml"),
    "other XML": (b"<html><p>Article 1</p></html>", "text.akoma_ntoso"),
    "another Akoma Ntoso": (FOREIGN.replace("/3.0", "/2.0").encode(), "text.akoma_ntoso"),
    "too deep": ((HEAD + "<p>" * 3000).encode(), "text.xml"),
    "no article": ((HEAD + "<p>x</p></body></act></akomaNtoso>").encode(), "text.articles"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_of_a_treaty_is_refused(planned: Planned, name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(Invalid) as refused:
        planned(data)
    assert refused.value.code == code
    assert str(refused.value).endswith(".") or str(refused.value).endswith(").")


def test_where_a_file_is_not_in_utf_8_is_told(planned: Planned) -> None:
    with pytest.raises(Invalid) as refused:
        planned("Article 1\n\n1. Où.".encode("latin-1"))
    assert str(refused.value) == "This file is not in UTF-8: line 3, column 5 holds another byte."


def test_who_may_not_import_may_not_plan(lanterns: Instrument, focal_point: Actor) -> None:
    for actor in (PUBLIC, focal_point):
        with pytest.raises(Denied):
            plan_text(actor, ENGLISH.encode(), "x-lanterns", "en", "x.txt")


def test_only_instruments_and_languages_that_are_there(lanterns: Instrument, administrator: Actor) -> None:
    with pytest.raises(Missing):
        plan_text(administrator, ENGLISH.encode(), "x-nothing", "en", "x.txt")
    with pytest.raises(Invalid):
        plan_text(administrator, ENGLISH.encode(), "x-lanterns", "de", "x.txt")
