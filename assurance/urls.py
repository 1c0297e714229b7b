from django.urls import path

from . import views

app_name = "assurance"
urlpatterns = [
    path("", views.academy, name="academy"),
    path("academy/<slug:code>/", views.academy, name="one-academy"),
    path("operations/", views.operations, name="operations"),
    path("operations/overdue/", views.overdue, name="overdue"),
    path("operations/removals/", views.removals, name="removals"),
]
