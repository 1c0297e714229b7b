from django.urls import path

from . import views

app_name = "assurance"
urlpatterns = [
    path("", views.academy, name="academy"),
    path("academy/<slug:code>/", views.academy, name="one-academy"),
    path("trust/", views.roll_up, name="trust"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.for_a_meeting, name="for-a-meeting"),
    path("frozen/<uuid:uuid>/", views.snapshot, name="snapshot"),
    path("frozen/<uuid:uuid>/page.pdf", views.pdf, name="pdf"),
    path("frozen/<uuid:uuid>/page.json", views.json, name="json"),
    path("operations/", views.live, name="operations"),
    path("operations/overdue/", views.overdue, name="overdue"),
    path("operations/removals/", views.removals, name="removals"),
]
