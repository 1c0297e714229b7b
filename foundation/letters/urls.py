from django.urls import path

from . import views

app_name = "letters"
urlpatterns = [
    path("<uuid:uuid>/", views.show, name="show"),
    path("<uuid:uuid>/edit/", views.edit, name="edit"),
    path("<uuid:uuid>/make/", views.make, name="make"),
    path("<uuid:uuid>/new-version/", views.revise, name="revise"),
    path("<uuid:uuid>/download/", views.download, name="download"),
    path("<uuid:uuid>/text/", views.text, name="text"),
]
