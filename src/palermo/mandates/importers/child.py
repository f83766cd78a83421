"""The process in which a DOCX or PDF is read: bytes in, JSON out. It imports nothing of Django."""

import json
import sys
from typing import Any

from palermo.core.errors import Invalid
from palermo.kit.incoming.child import limit_itself
from palermo.mandates.importers.reading import read_file
from palermo.mandates.importers.refusals import refused
from palermo.mandates.importers.sizes import LIMITS


def main() -> None:
    limit_itself(LIMITS)
    answer = answered(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())


def answered(data: bytes) -> dict[str, Any]:
    """The text of the file, or why it is refused, with the sentence."""
    try:
        return {"text": read_file(data).text}
    except Invalid as problem:
        why = problem
    except (MemoryError, RecursionError):
        why = refused("file.memory")
    return {"refused": [why.code, why.message, why.values]}


if __name__ == "__main__":
    main()
