from django.urls import path

from . import views

app_name = "staff"
urlpatterns = [
    path("", views.index, name="index"),
    path("import/", views.take_in, name="import"),
    path("<uuid:uuid>/", views.person, name="person"),
    path("<uuid:uuid>/leaving/", views.leaving, name="leaving"),
]
