from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customer_mgmt", "0006_held_steps"),
    ]

    operations = [
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rebuild", "Rebuild"),
                    ("match_criteria", "Match Criteria"),
                    ("rules", "Rules"),
                    ("groups", "Groups"),
                ],
                max_length=20,
            ),
        ),
    ]
