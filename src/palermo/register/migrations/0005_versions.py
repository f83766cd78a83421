from django.db import migrations, models

VERSION = models.PositiveIntegerField(default=1, editable=False)


class Migration(migrations.Migration):
    dependencies = [("register", "0004_corrections_and_next_steps")]

    operations = [
        migrations.AddField("completeness", "version", VERSION),
        migrations.AddField("publishedcount", "version", VERSION.clone()),
    ]
