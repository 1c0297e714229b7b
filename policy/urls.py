from django.urls import path

from . import views

app_name = "policy"
urlpatterns = [
    path("", views.current, name="current"),
    path("clauses/", views.clauses, name="clauses"),
    path("versions/<uuid:uuid>/", views.version, name="version"),
]
