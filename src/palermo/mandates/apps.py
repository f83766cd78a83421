from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "palermo.mandates"
