from django.apps import AppConfig
from django.conf import settings

from foundation.face.brand import palette


class FaceConfig(AppConfig):
    name = "foundation.face"
    label = "face"

    def ready(self):
        palette(settings.TRUST_COLOUR)  # a colour nobody could read stops the start with a sentence
