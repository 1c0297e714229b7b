from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "foundation.messages"
    label = "outbox"  # django.contrib.messages holds the label "messages"
    verbose_name = "Outbox"
