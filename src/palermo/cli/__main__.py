"""./palermo COMMAND: one table of commands, each a module beside this one with a main(arguments)."""

import os
import sys
from importlib import import_module

COMMANDS = {
    "Run": {
        "serve": "serve on this machine: environment, migrations, facts, server, worker, schedule",
        "regain": "print a link by which somebody who lost their second factor signs in anew, once",
        "manage": "Django's own commands, such as: manage check --deploy",
    },
    "Records": {
        "facts": "load the shipped facts that changed",
        "texts": "import official texts from files that you hold; list, export, remove them",
        "read": "read decisions and resolutions from their texts: a table, or JSON",
        "decisions": "import decisions and resolutions from texts that you hold; list, remove them",
        "journal": "verify the chain of the journal; export its head to be kept outside; list its entries",
        "backup": "copy everything into one file, as at one moment, while the server goes on",
        "restore": "put what a backup holds into an empty folder, or an empty database",
    },
    "Develop": {
        "test": "run the tests that a change needs; --full adds the long runs",
        "check": "read only: lint, types, import contracts, migrations, translations, generated pages",
        "bench": "print a row a figure: name, median, spread, unit, goal, met",
        "translations": "collect the interface strings into the six catalogues",
        "docs": "write the generated pages of docs/reference",
    },
}


def listing() -> str:
    lines = ["Usage: ./palermo COMMAND [--help]", ""]
    for group, commands in COMMANDS.items():
        lines += [group, *(f"  {name:<14}{line}" for name, line in commands.items()), ""]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    name, *rest = arguments or ["--help"]
    if name in {"-h", "--help", "help"}:
        print(listing())
        return 0
    if not any(name in commands for commands in COMMANDS.values()):
        print(f"There is no command “{name}”.\n\n{listing()}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palermo.settings")
    return int(import_module(f"palermo.cli.{name}").main(rest) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
