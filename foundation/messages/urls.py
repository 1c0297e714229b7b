from django.urls import path

from . import views

app_name = "messages"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:uuid>/", views.open_thing, name="open"),
]
