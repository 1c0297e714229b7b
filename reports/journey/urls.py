from django.urls import path, register_converter

from . import views


class Reference:
    """A random reference, such as R-4F7K-9QXT."""

    regex = "[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Reference, "own_reference")

app_name = "reports"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.start, name="start"),
    path("what-protects-you/", views.protection, name="protection"),
    path("<own_reference:reference>/", views.own, name="own"),
    path("<own_reference:reference>/check-answers/", views.check, name="check"),
    path("<own_reference:reference>/received/", views.received, name="received"),
    path("<own_reference:reference>/receipt.txt", views.receipt, name="receipt"),
    path("<own_reference:reference>/discard/", views.discard, name="discard"),
    path("<own_reference:reference>/<slug:slug>/", views.step, name="step"),
]
