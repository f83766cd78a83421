"""Reads a DOCX or PDF in a process of its own, within limits on memory, time and what it may answer."""

import json
import sys
from functools import lru_cache
from typing import Any

from palermo.core.errors import Invalid
from palermo.kit.incoming.process import memory_file, refused_by, run
from palermo.mandates.importers.reading import Given, form_of, read_file, refuse_large
from palermo.mandates.importers.refusals import refused
from palermo.mandates.importers.sizes import LIMITS

PROGRAM = (
    sys.executable,
    "-I",
    "-m",
    "palermo.mandates.importers.child",
)  # -I: nothing but what is installed


def read_apart(data: bytes) -> Given:
    """The same as `read_file`; no file makes it take more than it may. Raises Invalid as that does."""
    form = form_of(data)
    refuse_large(len(data), form)
    return read_file(data) if form == "plain" else read_once(data, form)  # nothing can hide in plain text


@lru_cache(maxsize=2)  # a file is looked at, then kept: what was put right must not wait for another file
def read_once(data: bytes, form: str) -> Given:
    with memory_file("given") as given, memory_file("answered") as answered:
        given.write(data)
        given.seek(0)
        code = run(list(PROGRAM), given, answered, LIMITS.patience)
        answered.seek(0)
        written = answered.read(LIMITS.produced + 1)
    if code != 0:
        reason, _row, _column, values = refused_by(code, LIMITS)["refused"]
        raise refused(reason, **values)
    return told(written, form)


def told(written: bytes, form: str) -> Given:
    """What the process answered, if it is an answer."""
    try:
        answer: dict[str, Any] = json.loads(written)
        if "refused" in answer:
            code, message, values = answer["refused"]
            raise Invalid(code, message, **values)
        return Given(str(answer["text"]), form)
    except (ValueError, KeyError, TypeError):
        raise refused("file.unreadable") from None
