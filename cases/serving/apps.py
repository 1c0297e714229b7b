from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "cases.serving"
    label = "serving"
