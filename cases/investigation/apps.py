from django.apps import AppConfig


class InvestigationConfig(AppConfig):
    name = "cases.investigation"
    label = "investigation"
