"""Runs by itself, for one PDF: reads what to set as JSON, writes the file.

typst and the Chinese letters take memory that a server process would keep for good, so they live and
end here. Imports nothing of Palermo, and is started by its path.
"""

import json
import sys

import typst


def main() -> None:
    asked = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=asked["fonts"])
    made = typst.compile(
        asked["template"],
        font_paths=fonts,
        format="pdf",
        sys_inputs={"paper": json.dumps(asked["paper"])},
        pdf_standards=["ua-1"],
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
