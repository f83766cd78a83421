"""Reads an official text in a process of its own, within limits on memory, time and what it may answer."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_noop as _

from palermo.core.errors import Invalid
from palermo.core.treaty_text import Doubt, Part
from palermo.kit.incoming.limits import Limits
from palermo.kit.incoming.process import memory_file, refused_by, run
from palermo.texts.importers.reading import Reading

PROGRAM = (sys.executable, "-I", "-m", "palermo.texts.importers.child")  # -I: nothing but what is installed
LIMITS = Limits(produced=24_000_000)  # each character of a text stands twice in its parts
SENTENCES = {
    "file.busy": _("Another file is being read. Try again in a minute: nothing is wrong with this one."),
    "file.slow": _("Reading this file took longer than %(most)s seconds, and was stopped. Is it a treaty?"),
    "file.memory": _("Reading this file took more memory than is given to one file. Is it a treaty?"),
    "file.produced": _("There is more in this file than in any treaty: it has too many parts. Is it one?"),
    "file.unreadable": _("This file could not be read. Save its text as plain text (UTF-8)."),
}


def read_apart(data: bytes, language: str) -> Reading:
    """The same as `read_file`; no file makes it take more than it may. Raises Invalid as that does."""
    asked = json.dumps({"limits": asdict(LIMITS), "language": language})
    with memory_file("given") as given, memory_file("answered") as answered:
        given.write(data)
        given.seek(0)
        code = run([*PROGRAM, asked], given, answered, LIMITS.patience)
        answered.seek(0)
        written = answered.read(LIMITS.produced + 1)
    if len(written) > LIMITS.produced:
        raise stopped("file.produced")
    if code != 0:
        refused, _row, _column, values = refused_by(code, LIMITS)["refused"]
        raise stopped(refused, **values)
    return told(written)


def told(written: bytes) -> Reading:
    """What the process answered, if it is an answer."""
    try:
        answer: dict[str, Any] = json.loads(written)
        if "memory" in answer:
            raise stopped("file.memory")
        if "refused" in answer:
            code, message, values = answer["refused"]
            raise Invalid(code, message, **values)
        parts, doubts = [Part(*each) for each in answer["parts"]], [Doubt(*each) for each in answer["doubts"]]
        return Reading(parts, answer["form"], doubts)
    except (ValueError, KeyError, TypeError):
        raise stopped("file.unreadable") from None


def stopped(code: str, **values: Any) -> Invalid:
    return Invalid(code, SENTENCES.get(code, SENTENCES["file.unreadable"]), **values)
