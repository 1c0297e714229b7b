from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "cases.closing"
    label = "closing"
