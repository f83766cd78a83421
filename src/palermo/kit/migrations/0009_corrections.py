import django.db.models.functions.datetime
from django.db import migrations, models

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("kit", "0008_upload")]

    operations = [
        migrations.AddField("shippedtable", "digests", models.JSONField(null=True)),
        migrations.AddField("change", "by_people", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", ID),
                ("subject", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=120)),
                ("shipped", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                ("entry", models.PositiveBigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "key"), name="correction_is_one_a_row")
                ]
            },
        ),
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                ("id", ID.clone()),
                ("subject", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=120)),
                ("shipped", models.JSONField(null=True)),
                ("noticed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "ours was kept"),
                            ("taken", "what is shipped was taken"),
                            ("agreed", "a later release says the same"),
                            ("overtaken", "a later release says something else"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled", "")),
                        fields=("subject", "key"),
                        name="disagreement_is_one_open_a_row",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("settled__in", ["", "kept", "taken", "agreed", "overtaken"])),
                        name="disagreement_settled_is_known",
                    ),
                ],
            },
        ),
    ]
