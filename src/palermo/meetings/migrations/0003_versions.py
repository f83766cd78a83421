from django.db import migrations, models

VERSION = models.PositiveIntegerField(default=1, editable=False)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_choices")]

    operations = [
        migrations.AddField("topic", "version", VERSION),
    ]
