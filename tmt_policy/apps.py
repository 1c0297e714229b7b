from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    name = "tmt_policy"
    label = "tmt_policy"
