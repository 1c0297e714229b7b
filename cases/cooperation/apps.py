from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "cases.cooperation"
    label = "cooperation"
