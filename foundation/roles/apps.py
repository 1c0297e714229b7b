from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "foundation.roles"
    label = "roles"
