from django.urls import path

from . import views

app_name = "roles"
urlpatterns = [
    path("", views.index, name="index"),
    path("mine/", views.mine, name="mine"),
    path("new/", views.new, name="new"),
    path("agree/", views.agree_many, name="agree-many"),
    path("held/<uuid:uuid>/end/", views.end, name="end"),
    path("<uuid:uuid>/", views.show, name="show"),
    path("<uuid:uuid>/agree/", views.agree, name="agree"),
    path("<uuid:uuid>/refuse/", views.refuse, name="refuse"),
    path("<uuid:uuid>/take-back/", views.stop, name="stop"),
]
