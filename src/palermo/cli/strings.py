"""Collect the interface strings of Python files and templates with Babel alone, no gettext program."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

# How strings are marked: the places of context, singular and plural. Problems and remarks have theirs second.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
    **dict.fromkeys(("Invalid", "Missing", "Denied", "Conflict", "Contradiction", "Caution"), (2,)),
}


def collect(root: Path) -> Catalog:
    """Every marked string below `root`, with the files that hold it."""
    catalogue = Catalog(charset="utf-8")
    for path in sorted(path for form in ("py", "html", "txt") for path in root.rglob(f"*.{form}")):
        where = [(str(path.relative_to(root.parent)), None)]
        read = io.BytesIO(as_python(path).encode())
        for _line, words, comments, context in extract("python", read, KEYWORDS, ["Translators"]):
            catalogue.add(words, locations=where, auto_comments=comments, context=context)  # type: ignore[arg-type]  # a file is enough
    return catalogue


def as_python(path: Path) -> str:
    """A Python file as it is; a template as calls that say the same, in brackets, where no indent counts."""
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".py" else f"(\n{templatize(text)}\n)"
