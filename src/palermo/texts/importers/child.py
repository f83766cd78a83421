"""The process in which an official text is read: bytes in, JSON out. It imports nothing of Django."""

import json
import sys
from dataclasses import astuple
from typing import Any

from palermo.core.errors import Invalid
from palermo.kit.incoming.child import limit_itself
from palermo.kit.incoming.limits import Limits
from palermo.texts.importers.reading import read_file


def main() -> None:
    asked = json.loads(sys.argv[1])
    limits = Limits(**asked["limits"])
    limit_itself(limits)
    answer = answered(sys.stdin.buffer.read(), asked["language"])
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())


def answered(data: bytes, language: str) -> dict[str, Any]:
    """What the file holds, or why it is refused, with the sentence."""
    try:
        found = read_file(data, language)
    except Invalid as problem:
        return {"refused": [problem.code, problem.message, problem.values]}
    except MemoryError:
        return {"memory": True}
    return {
        "form": found.form,
        "parts": [astuple(part) for part in found.parts],
        "doubts": [astuple(doubt) for doubt in found.doubts],
    }


if __name__ == "__main__":
    main()
