import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_shippedtable_keys")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=80)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("first", models.PositiveIntegerField(null=True)),
                ("added", models.JSONField(default=list)),
                ("changed", models.JSONField(default=list)),
                ("removed", models.JSONField(default=list)),
            ],
            options={"ordering": ["-pk"]},
        ),
    ]
