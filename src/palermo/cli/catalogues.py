"""Translations: compiled with Babel when older than their source, so that a bare machine needs no gettext."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent.parent / "locale"


def compile_stale() -> int:
    """Compile each catalogue that changed since it was compiled; answers how many."""
    compiled = 0
    for source in LOCALE.glob("*/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as read:
            catalogue = read_po(read, locale=source.parts[-3])
        made = target.with_suffix(f".mo.{os.getpid()}.new")  # two may compile at once
        with made.open("wb") as written:
            write_mo(written, catalogue)
        made.replace(target)  # whoever reads meanwhile sees the old file or the new, never half of one
        compiled += 1
    return compiled
