from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "foundation.evidence"
    label = "evidence"
