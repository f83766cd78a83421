"""./palermo manage …: Django's own commands."""

from django.core.management import execute_from_command_line

from palermo.cli import catalogues


def main(arguments: list[str]) -> int:
    catalogues.compile_stale()
    execute_from_command_line(["./palermo manage", *arguments])
    return 0
