from django.apps import AppConfig


class LowLevelConfig(AppConfig):
    name = "reports.lowlevel"
    label = "lowlevel"
