"""The process in which a file is read: bytes in, JSON out, and nothing of what it takes stays.

It limits itself before it looks at the first byte, and cannot lift a limit again. It imports nothing of
Django, knows no setting and no database, and ends with its file.
"""

import json
import resource
import sys
from typing import Any

from palermo.kit.incoming.delimited import read_delimited
from palermo.kit.incoming.grid import Grid, Refused
from palermo.kit.incoming.kinds import is_workbook
from palermo.kit.incoming.limits import Limits


def main() -> None:
    asked = json.loads(sys.argv[1])
    limits = Limits(**asked["limits"])
    limit_itself(limits)
    answer = read(sys.stdin.buffer.read(), frozenset(asked["heads"]), limits)
    sys.stdout.buffer.write(said(answer, limits))


def limit_itself(limits: Limits) -> None:
    """Memory, time, bytes written, open files, other processes."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, limits.produced + 1000),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def read(data: bytes, heads: frozenset[str], limits: Limits) -> dict[str, Any]:
    grid = Grid(limits)
    try:
        if is_workbook(data):
            from palermo.kit.incoming.workbooks import read_workbook  # only where it is needed

            read_workbook(data, grid)
        else:
            read_delimited(data, heads, grid)
        if len(grid.rows) < 2:
            raise Refused("file.no_rows")
    except Refused as refused:
        return {"refused": refused.told}
    except MemoryError:
        pass  # what is held is let go first
    else:
        return grid.answer()
    del grid
    return {"refused": ("file.memory", None, None, {"most": limits.memory})}


def said(answer: dict[str, Any], limits: Limits) -> bytes:
    """The answer in as many bytes as it may have, and how much memory was in use at most."""
    content = json.dumps(answer | {"peak": peak()}, ensure_ascii=False, separators=(",", ":")).encode()
    if len(content) <= limits.produced:
        return content
    refused = ("file.produced", None, None, {"most": limits.produced})
    return json.dumps({"refused": refused, "peak": peak()}).encode()


def peak() -> int:
    """Bytes of memory in use at most, of this process alone; 0 where the machine does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 (no pathlib here)
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0


if __name__ == "__main__":
    main()
