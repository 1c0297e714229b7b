from django.urls import path

from . import views

app_name = "care"
urlpatterns = [
    path("", views.index, name="index"),
    path("nobody/", views.nobody, name="nobody"),
    path("<slug:reference>/", views.show, name="show"),
    path("<slug:reference>/ask/", views.ask, name="ask"),
    path("<slug:reference>/decline/", views.decline, name="decline"),
    path("<slug:reference>/say/", views.say, name="say"),
]
