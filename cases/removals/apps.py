from django.apps import AppConfig


class RemovalsConfig(AppConfig):
    name = "cases.removals"
    label = "removals"
