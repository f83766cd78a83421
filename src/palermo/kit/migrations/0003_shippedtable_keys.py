from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_revision")]

    operations = [
        migrations.AddField(model_name="shippedtable", name="keys", field=models.JSONField(null=True)),
    ]
