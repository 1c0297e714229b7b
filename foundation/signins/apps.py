from django.apps import AppConfig


class SignInsConfig(AppConfig):
    name = "foundation.signins"
    label = "signins"
