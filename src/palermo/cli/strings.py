"""Collect the interface strings of Python files and templates with xgettext."""

import io
import subprocess
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

# How strings are marked, with the places of context, singular and plural. Problems carry theirs second.
KEYWORDS = (
    *("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext:1,2", "ngettext_lazy:1,2"),
    *("pgettext:1c,2", "pgettext_lazy:1c,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3"),
    *("Invalid:2", "Missing:2", "Denied:2", "Conflict:2"),
)

PLURALS = "nplurals=2; plural=(n != 1)"  # what xgettext leaves to be filled in; each catalogue has its own


def collect(root: Path) -> Catalog:
    """Every marked string below `root`, with the files that hold it."""
    with tempfile.TemporaryDirectory(prefix="palermo-strings-") as folder:
        names = []
        for path in sorted([*root.rglob("*.py"), *root.rglob("*.html")]):
            text = path.read_text(encoding="utf-8")
            copy = Path(folder) / path.relative_to(root.parent)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(templatize(text) if path.suffix == ".html" else text, encoding="utf-8")
            names.append(str(copy.relative_to(folder)))
        found = Path(folder) / "found.pot"
        command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--add-location=file", "--keyword"]
        command += [f"--keyword={keyword}" for keyword in KEYWORDS]
        command += ["--add-comments=Translators", f"--output={found.name}", *names]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 (own command, own files)
        header = found.read_text(encoding="utf-8").replace("charset=CHARSET", "charset=UTF-8")
        return read_po(io.StringIO(header.replace("nplurals=INTEGER; plural=EXPRESSION", PLURALS)))
