from django.db import migrations, models

VERSION = models.PositiveIntegerField(default=1, editable=False)


class Migration(migrations.Migration):
    dependencies = [("actors", "0003_people")]

    operations = [
        migrations.AddField("region", "version", VERSION),
        migrations.AddField("statename", "version", VERSION.clone()),
        migrations.AddField("organizationname", "version", VERSION.clone()),
    ]
