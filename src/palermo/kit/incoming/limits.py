"""What one file may cost and hold."""

from dataclasses import dataclass

LARGEST = 10_000_000  # bytes of a file


@dataclass(frozen=True, slots=True)
class Limits:
    """Whoever passes one of them is stopped, and the sentence says which it was."""

    memory: int = 280_000_000  # bytes of address space
    processor: int = 10  # seconds of work
    patience: float = 30  # seconds by the clock
    produced: int = 5_000_000  # bytes that the process may answer
    unpacked: int = 40_000_000  # bytes of all that is packed in a workbook
    members: int = 200  # files in a workbook
    elements: int = 1_000_000  # of XML, in all of them
    depth: int = 64  # of elements in elements
    rows: int = 20_000
    columns: int = 60
    cell: int = 32_767  # characters, as many as a spreadsheet holds
    told: int = 200  # problems that are listed; the rest is counted
