from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "foundation.dossiers"
    label = "dossiers"
