"""./palermo regain: a link by which somebody who lost their second factor signs in anew, once.

For whoever runs the installation, when no administrator is left to send one from the page of people. It is
on record in the journal; where it was used, the passphrase and second factor of before hold no more.
"""

import argparse
import sys
from datetime import UTC, datetime

import django

from palermo.cli.facts import INSTALLATION
from palermo.core.errors import Problem


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="./palermo regain", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    whole.add_argument("email", metavar="ADDRESS", help="the e-mail address that the person has here")
    whole.add_argument("--why", required=True, metavar="WORDS", help="the reason, for the journal")
    whole.add_argument(
        "--at", default="http://127.0.0.1:8000", metavar="URL", help="where Palermo is served, for the link"
    )
    return whole


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    django.setup()
    from django.conf import settings
    from django.db import connection

    from palermo.actors.services import recovery_link

    if "actors_invitation" not in connection.introspection.table_names():
        print(
            "There is nobody here yet. ./palermo serve prints a link for the first administrator.",
            file=sys.stderr,
        )
        return 1
    try:
        token = recovery_link(given.email, why=given.why, by=INSTALLATION, at=datetime.now(UTC))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{settings.ADDRESS or given.at}/en/join/{token}/ (valid 24 hours, once)")
    return 0
