from django.urls import path

from . import views

app_name = "organisation"
urlpatterns = [
    path("academies/", views.index, name="index"),
    path("academies/<slug:code>/", views.academy, name="academy"),
    path("academies/<slug:code>/change/", views.change, name="change"),
    path("system/start/", views.start, name="start"),
    path("system/start/open/", views.open_reports, name="open"),
    path("system/start/contacts/<slug:code>/", views.contact, name="contact"),
]
