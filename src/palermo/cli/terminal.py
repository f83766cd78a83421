"""What a command that takes a while says at the terminal: a bar, and a refusal in one sentence."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from palermo.core.errors import Problem

WIDTH = 30


class Tell(Protocol):
    """Says how far a step is: how much of how much."""

    def __call__(self, step: str, done: int, of: int) -> None: ...


def silence(step: str, done: int, of: int) -> None:
    """For whoever need not be told."""


class Bar:
    """One line that is written over, a step after the other; nothing where nobody looks."""

    def __init__(self) -> None:
        self.seen, self.said = sys.stderr.isatty(), ""

    def __call__(self, step: str, done: int, of: int) -> None:
        share = min(1.0, done / of) if of else 1.0
        filled = round(share * WIDTH)
        self.say(f"{step:<26} [{'█' * filled}{'░' * (WIDTH - filled)}] {share:4.0%}")

    def say(self, line: str) -> None:
        if self.seen and line != self.said:
            print(f"\r{line:<{len(self.said)}}", end="", file=sys.stderr, flush=True)
            self.said = line

    def clear(self) -> None:
        if self.said:
            print(f"\r{'':<{len(self.said)}}\r", end="", file=sys.stderr, flush=True)
            self.said = ""


@contextmanager
def said_at_the_door(bar: Bar) -> Iterator[list[str]]:
    """Within it, a refusal is said in one sentence, and so is a disk that is full; answers what was said."""
    refused: list[str] = []
    try:
        yield refused
    except Problem as problem:
        refused.append(str(problem))
    except OSError as error:
        name = f"“{error.filename}” cannot be used: " if error.filename else ""
        refused.append(f"{name}{error.strerror or type(error).__name__}. Nothing was changed.")
    except KeyboardInterrupt:
        refused.append("Stopped. Nothing was changed.")
    for line in refused:
        bar.clear()
        print(line, file=sys.stderr)


def agreed(yes: bool, question: str) -> bool:
    """Whether to go on: --yes, or a yes at the terminal. Says so where it is no."""
    if yes:
        return True
    asked = sys.stdin.isatty()
    if asked and answer(f"\n{question} [y/N] ").strip().lower() in ("y", "yes"):
        return True
    print("\nNothing was changed." + ("" if asked else " Say --yes to go on."))
    return False


def answer(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""
