from django.urls import path

from . import views

app_name = "concerned"
urlpatterns = [path("<uuid:uuid>/", views.matter, name="matter")]
