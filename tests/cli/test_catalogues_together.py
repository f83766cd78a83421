"""Several processes that start at once compile the same catalogues."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMPILE = """
import sys
from pathlib import Path
from palermo.cli import catalogues
catalogues.LOCALE = Path(sys.argv[1])
for _ in range(8):
    for made in catalogues.LOCALE.rglob("*.mo"):
        made.unlink(missing_ok=True)
    catalogues.compile_stale()
"""


def test_it_works(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "lamp"\nmsgstr "lampe"\n', "utf-8")
    run = [sys.executable, "-c", COMPILE, str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    started = [subprocess.Popen(run, env=environment, stderr=subprocess.PIPE) for _ in range(4)]
    for each in started:
        assert each.communicate()[1].decode() == ""
    assert [path.suffix for path in folder.iterdir() if path.suffix == ".new"] == []
