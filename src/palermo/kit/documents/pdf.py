"""A paper as tagged PDF (PDF/UA-1), set by typst with the fonts that are installed with it and no others."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import typst

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


@cache
def fonts() -> typst.Fonts:
    """Read once: the Chinese ones are large."""
    folders = [Path(str(files(package) / folder)) for package, folder in FONT_PACKAGES.items()]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def to_pdf(paper: Paper) -> bytes:
    """The paper on A4 pages; right to left where its language is."""
    data = asdict(paper) | {
        "direction": direction(paper.language),
        "text_fonts": TEXT.get(paper.language, TEXT_OTHERWISE),
        "small_fonts": SMALL.get(paper.language, SMALL_OTHERWISE),
    }
    with as_file(files("palermo.kit.documents") / "paper.typ") as template:
        return typst.compile(
            template,
            font_paths=fonts(),
            format="pdf",
            sys_inputs={"paper": json.dumps(data, default=str)},
            pdf_standards=["ua-1"],
        )
