"""The column type for words that only the dossier's key opens."""

from django.db import models


class SealedText(models.BinaryField):
    """Sealed free text. Plain text never gets in: write through `sealing.write`, read through `sealing.read`."""

    def __init__(self, *args, **kwargs):
        kwargs["null"] = True
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value):
        if isinstance(value, str):
            raise TypeError(f"{self.name} is sealed: write it with sealing.write")
        return super().get_prep_value(value)

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is sealed: it cannot be searched")
        return super().get_lookup(lookup_name)
