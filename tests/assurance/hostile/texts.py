"""Text files: quotation marks and what stands between cells, heads and rows, too much."""

import random

from tests.assurance.hostile.made import GOOD, GOOD_CSV, HEAD, Found, csv, made, with_cell


def quotes(chance: random.Random) -> Found:
    for at in chance.sample(range(len(GOOD_CSV) - 60, len(GOOD_CSV)), 20):
        data = GOOD_CSV[:at] + b'\n"' + GOOD_CSV[at:]
        yield made("quotes", f"one more at {at}", data, "text.quotes", "cell.lines")
    for tail in (b'\n"', b'\n"a"b', b'\n"a" "b"', b'\n"' + b"x" * 100_000, b'\n""a', b'\n"\n\n\n'):
        yield made("quotes", repr(tail[:8]), GOOD_CSV + tail, "text.quotes")
    for marks in (";", "\t", ";\t", "\t;"):
        head = "".join(name + marks[number % len(marks)] for number, name in enumerate(HEAD))
        row = "".join(name + "," for name in GOOD)
        yield made(
            "quotes",
            f"head with {marks!r}",
            f"{head}\n{row}".encode(),
            "text.delimiter",
            "head.missing",
            "choice.unknown",
        )
    yield made("quotes", "commas and semicolons alike", b"participant,x;date\na,b;c", "text.delimiter")
    for between in (";", "\t"):
        yield made("quotes", f"good with {between!r}", csv(GOOD, between=between), *[])
    for end in (b"\r", b"\r\n"):
        yield made("quotes", f"good with {end!r}", GOOD_CSV.replace(b"\n", end))


def heads() -> Found:
    for number, name in enumerate(HEAD):
        rest = [each for each in HEAD if each != name]
        yield made("heads", f"no {name}", ",".join(rest).encode() + b"\n" + b"x," * 4 + b"x", "head.missing")
        twice = ",".join([*HEAD, name]).encode() + b"\n" + ",".join([*GOOD, GOOD[number]]).encode()
        yield made("heads", f"{name} twice", twice, "head.twice")
    yield made(
        "heads",
        "State and participant",
        (",".join([*HEAD, "État"]) + "\n" + ",".join([*GOOD, "JP"])).encode(),
        "head.twice",
    )
    for odd in ("=1+1", "x" * 40_000, "\u202eparticipant", "participant\u200b", "__proto__", "1", "<b>"):
        data = (",".join([*HEAD, odd]) + "\n" + ",".join([*GOOD, "x"])).encode()
        yield made(
            "heads",
            odd[:14],
            data,
            "head.unknown",
            "cell.formula",
            "cell.long",
            "cell.direction",
            "cell.unseen",
            "head.twice",
        )
    yield made(
        "heads", "rows alone", ",".join(GOOD).encode() + b"\n" + ",".join(GOOD).encode(), "head.missing"
    )
    yield from rows()


def rows() -> Found:
    yield made("rows", "one cell too many", csv([*GOOD, "x"]), "row.beyond")
    yield made("rows", "empty between", csv(GOOD, [""] * 6, ["NA", *GOOD[1:]]), "row.empty")
    yield made("rows", "empty behind", csv(GOOD, [""] * 6, [""] * 6))
    yield made("rows", "a comma in a text", csv(["Tanzania, United Republic of", *GOOD[1:]]), "row.beyond")


def large() -> Found:
    line = ",".join(GOOD).encode() + b"\n"
    yield made("large", "10 MB and one byte", lambda: csv() + b"\n" + b"x" * 10_000_000, "file.large")
    yield made("large", "a cell of nearly 10 MB", lambda: with_cell(4, "x" * 9_000_000), "cell.long")
    yield made("large", "9 MB without a line end", lambda: b"x" * 9_000_000, "file.no_rows")
    yield made("large", "a head of 9 MB", lambda: b"x" * 9_000_000 + b"\nx", "cell.long")
    yield made("large", "20,001 rows", lambda: csv() + b"\n" + line * 20_001, "file.rows")
    yield made("large", "2 million short rows", lambda: csv() + b"\n" + b"a\n" * 2_000_000, "file.rows")
    yield made("large", "5 million empty lines", lambda: GOOD_CSV + b"\n" * 5_000_000)
    yield made("large", "empty lines, then a row", lambda: GOOD_CSV + b"\n" * 2_000_000 + line, "row.empty")
    yield made("large", "9 million commas", lambda: GOOD_CSV + b"\n" + b"," * 9_000_000)
    yield made(
        "large", "commas, then a cell", lambda: GOOD_CSV + b"\n" + b"," * 9_000_000 + b"x", "file.columns"
    )
    yield from large_of_cells()


def large_of_cells() -> Found:
    line = ",".join(GOOD).encode() + b"\n"
    yield made("large", "16,385 columns", lambda: csv() + b",x" * 16_385 + b"\n" + line, "file.columns")
    yield made("large", "61 columns", csv([*GOOD, *["x"] * 55]), "file.columns")
    yield made(
        "large", "quotation marks", lambda: b'"' * 8_000_001, "text.quotes", "file.no_rows", "cell.long"
    )
    yield made("large", "wide letters", lambda: with_cell(4, "\U0001f34e" * 2_400_000), "cell.long")
    yield made(
        "large", "too much text", lambda: csv(*[[*GOOD[:4], "x" * 1900, "sourced"]] * 4_800), "file.produced"
    )
    yield made(
        "large",
        "unknown States",
        lambda: csv(*[[f"Atlantis{n}", *GOOD[1:]] for n in range(15_000)]),
        "choice.unknown",
    )
