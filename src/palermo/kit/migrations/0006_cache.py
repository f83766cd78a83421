"""The table in which every process sees what is kept for a short time, such as codes that were used."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def create(_apps: Any, editor: Any) -> None:
    call_command("createcachetable", "kit_cache", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("kit", "0005_tries")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
