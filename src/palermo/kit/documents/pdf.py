"""A paper as tagged PDF (PDF/UA-1), set by typst with the fonts that are installed with it and no others."""

import json
import subprocess
import sys
from dataclasses import asdict
from importlib.resources import as_file, files

from palermo.core.language import direction
from palermo.kit.documents.paper import Paper

# Where letters come from on a machine that has none: packages that hold nothing but fonts.
FONT_PACKAGES = {
    "fontpkg_noto_sans": "files",
    "fontpkg_noto_serif": "files",
    "fontpkg_amiri": "files",
    "pylopdf_fonts_zh_cn": "",
}
TEXT = {"ar": ["Amiri", "Noto Serif"], "zh": ["Noto Serif SC", "Noto Serif"]}
SMALL = {"ar": ["Amiri", "Noto Sans"], "zh": ["Noto Sans SC", "Noto Sans"]}
TEXT_OTHERWISE = ["Noto Serif", "Amiri", "Noto Serif SC"]
SMALL_OTHERWISE = ["Noto Sans", "Amiri", "Noto Sans SC"]
PATIENCE = 30  # seconds; a paper of four pages takes less than one


def to_pdf(paper: Paper) -> bytes:
    """The paper on A4 pages, right to left where its language is; CalledProcessError if typst fails."""
    data = asdict(paper) | {
        "direction": direction(paper.language),
        "text_fonts": TEXT.get(paper.language, TEXT_OTHERWISE),
        "small_fonts": SMALL.get(paper.language, SMALL_OTHERWISE),
    }
    fonts = [str(files(package) / folder) for package, folder in FONT_PACKAGES.items()]
    here = files("palermo.kit.documents")
    with as_file(here / "paper.typ") as template, as_file(here / "typesetting.py") as program:
        asked = json.dumps({"template": str(template), "fonts": fonts, "paper": data}, default=str)
        # In a process of its own: see there. -I keeps it to what is installed.
        run = subprocess.run(  # noqa: S603 (own program)
            [sys.executable, "-I", str(program)],
            input=asked.encode(),
            stdout=subprocess.PIPE,  # what it has to complain of goes where the server's own words go
            check=True,
            timeout=PATIENCE,
        )
    return run.stdout
