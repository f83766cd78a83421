from django.db import migrations


class Migration(migrations.Migration):
    """The articles were shipped, and are loaded anew with their paragraphs; nobody could record one."""

    dependencies = [
        ("texts", "0002_choices"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM texts_provision", migrations.RunSQL.noop),
    ]
