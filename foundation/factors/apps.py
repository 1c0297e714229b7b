from django.apps import AppConfig


class FactorsConfig(AppConfig):
    name = "foundation.factors"
    label = "factors"
