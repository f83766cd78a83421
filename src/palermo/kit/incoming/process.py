"""Starts the process in which a file is read, waits no longer than agreed, and says how it ended."""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from palermo.kit.incoming.limits import Limits

log = logging.getLogger("palermo.incoming")
PROGRAM = (sys.executable, "-I", "-m", "palermo.kit.incoming.child")  # -I: nothing but what is installed
# Nothing of ours goes along: no key, no address of a database. openpyxl needs no second reader of XML.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "OPENPYXL_LXML": "False"}
KINDS = frozenset({"bad", "day", "moment", "number", "time", "yes_no"})
Answer = dict[str, Any]
# One file at a time in each process of the server, whose other thread goes on answering everybody else.
READING = threading.Lock()
BUSY = 1000  # in place of a code with which a process ends; none is so high


def read_apart(data: bytes, heads: Collection[str], limits: Limits) -> Answer:
    """What the process answers: rows and faults, or why it was refused. No file makes it raise."""
    asked = json.dumps({"limits": asdict(limits), "heads": sorted(heads)})
    # In memory, so that nothing is left on a disk; of the answer the process can write as much as it may.
    with memory_file("given") as given, memory_file("answered") as answered:
        given.write(data)
        given.seek(0)
        code = run([*PROGRAM, asked], given, answered, limits.patience)
        answered.seek(0)
        written = answered.read(limits.produced + 1)
    return checked(written) if code == 0 else refused_by(code, limits)


def memory_file(name: str) -> Any:
    return os.fdopen(os.memfd_create(name), "w+b")


def run(command: list[str], given: Any, answered: Any, patience: float) -> int | None:
    """The code with which it ended, that of a signal below 0; None where it had to be stopped.

    BUSY where another file is being read: it is not started, and nobody waits.
    """
    if not READING.acquire(blocking=False):
        return BUSY
    try:
        return run_now(command, given, answered, patience)
    finally:
        READING.release()


def run_now(command: list[str], given: Any, answered: Any, patience: float) -> int | None:
    process = subprocess.Popen(  # noqa: S603 (own program)
        command,
        stdin=given,
        stdout=answered,
        stderr=subprocess.DEVNULL,  # what it could complain of may be what stands in the file
        env=ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
    try:
        if not has_ended(process.pid, patience):
            return None
    finally:
        process.kill()
        code = process.wait()
    return code


def has_ended(pid: int, patience: float) -> bool:
    watched = os.pidfd_open(pid)
    try:
        poll = select.poll()
        poll.register(watched, select.POLLIN)
        return bool(poll.poll(patience * 1000))
    finally:
        os.close(watched)


def refused_by(code: int | None, limits: Limits) -> Answer:
    """Why a process that did not answer ended, or was not started."""
    if code == BUSY:
        return refusal("file.busy")
    if code in (None, -signal.SIGXCPU):
        return refusal("file.slow", most=limits.processor)
    if code in (-signal.SIGKILL, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT):
        return refusal("file.memory", most=limits.memory)
    log.warning("the process that reads files ended with code %s", code)
    return refusal("file.unreadable")


def refusal(code: str, **values: Any) -> Answer:
    return {"refused": (code, None, None, values)}


def checked(written: bytes) -> Answer:
    """The answer, if it is one."""
    try:
        answer = json.loads(written)
        if "refused" in answer:
            code, row, column, values = answer["refused"]
            return {"refused": (str(code), row, column, dict(values)), "peak": int(answer["peak"])}
        found = {name: answer[name] for name in ("rows", "faults", "more", "peak")}
        if not all(is_row(*row) for row in found["rows"]):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        log.warning("the process that reads files answered what is no answer")
        return refusal("file.unreadable")
    return found


def is_row(number: Any, cells: Any) -> bool:
    """Whether it is a number and cells: texts, None, or pairs that say what else they are."""
    pairs = [cell for cell in cells if cell is not None and not isinstance(cell, str)]
    return isinstance(number, int) and all(kind in KINDS and isinstance(value, str) for kind, value in pairs)
