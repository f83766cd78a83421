"""A pause is counted from the last try, not from the first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kit", "0006_cache")]
    operations = [
        migrations.RenameField("tries", "since", "last"),
        migrations.AlterField("tries", "count", models.PositiveSmallIntegerField(default=0)),
    ]
