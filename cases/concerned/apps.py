from django.apps import AppConfig


class ConcernedConfig(AppConfig):
    name = "cases.concerned"
    label = "concerned"
