from django.apps import AppConfig

from .rules.templates import codes


class LettersConfig(AppConfig):
    name = "foundation.letters"
    label = "letters"

    def ready(self):
        """Reads what letters begin with now: a file that does not fit stops the start, not somebody who reads a letter made before."""
        codes()
