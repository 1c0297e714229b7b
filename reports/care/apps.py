from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "reports.care"
    label = "care"
