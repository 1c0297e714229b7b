from django.apps import AppConfig


class DisciplinaryConfig(AppConfig):
    name = "cases.disciplinary"
    label = "disciplinary"
