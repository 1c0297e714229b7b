from django.urls import path

from . import views

app_name = "cover"
urlpatterns = [
    path("", views.index, name="index"),
    path("whom-to-call/", views.contacts, name="contacts"),
    path("my-absence/", views.mine, name="mine"),
    path("my-absence/new/", views.me_away, name="me-away"),
    path("absence/<uuid:uuid>/", views.back, name="back"),
    path("<slug:code>/", views.academy, name="academy"),
    path("<slug:code>/out-of-hours/", views.night, name="night"),
    path("<slug:code>/away/", views.away, name="away"),
]
