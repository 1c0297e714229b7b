from django.urls import path

from . import views

app_name = "signins"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/<uuid:uuid>/", views.new, name="new"),
    path("<uuid:uuid>/", views.show, name="show"),
    path("<uuid:uuid>/agree/", views.agree, name="agree"),
    path("<uuid:uuid>/refuse/", views.refuse, name="refuse"),
    path("<uuid:uuid>/take-back/", views.stop, name="stop"),
]
