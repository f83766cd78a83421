"""./palermo docs: write the generated pages of docs/reference; --check only looks."""

import argparse
import json
import re
from collections.abc import Callable
from pathlib import Path

import django

NAMED = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
REFERENCE = Path(__file__).parents[3] / "docs" / "reference"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./palermo docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; say which page is stale")
    options = parser.parse_args(arguments)
    django.setup()
    stale = []
    for name, make in PAGES.items():
        path, content = REFERENCE / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if not options.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
    verb = "stale" if options.check else "written"
    print(
        "\n".join(f"{verb}: docs/reference/{name}" for name in stale) or f"{len(PAGES)} pages are up to date."
    )
    return 1 if stale and options.check else 0


def commands() -> str:
    from palermo.cli.__main__ import listing

    return f"# Commands\n\n```\n{listing().strip()}\n```\n"


def permissions() -> str:
    from palermo.core.permissions import TABLE

    rows = "\n".join(f"| `{action}` | {rule.__doc__} |" for action, rule in TABLE.items())
    return f"# Permissions\n\nWhat is not in this table is refused.\n\n| action | who |\n|---|---|\n{rows}\n"


def addresses() -> str:
    """Every address, from the URL configuration."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> list[tuple[str, str]]:
        found = []
        for item in patterns:
            path = prefix + plain(str(item.pattern))
            if isinstance(item, URLResolver):
                found += walk(item.url_patterns, path)
            else:
                found.append(("/" + path.replace("en/", "{lang}/", 1), item.name or ""))
        return found

    rows = "\n".join(f"| `{path}` | {name} |" for path, name in sorted(walk(get_resolver().url_patterns, "")))
    return f"# Addresses\n\n| address | name |\n|---|---|\n{rows}\n"


def plain(pattern: str) -> str:
    """A pattern of the URL configuration as people write an address: names in braces."""
    names = NAMED.sub(lambda found: "{" + (found[1] or found[2]) + "}", pattern)
    return names.replace("^", "").replace("$", "").replace("\\", "")


def evidence() -> str:
    """The table of evidence rules."""
    from palermo.oversight.evidence import RULES

    rows = "\n".join(f"| {key} | {rule.sentence} |" for key, rule in RULES.items())
    return f"# Evidence rules\n\n| paragraph | rule |\n|---|---|\n{rows}\n"


def openapi() -> str:
    from palermo.site.api import api

    return json.dumps(api.get_openapi_schema(), indent=2, ensure_ascii=False, default=str) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "permissions.md": permissions,
    "addresses.md": addresses,
    "evidence.md": evidence,
    "openapi.json": openapi,
}
