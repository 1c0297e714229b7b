from django.urls import path

from . import views

app_name = "deadlines"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("month/", views.mine_month, name="mine-month"),
    path("academy/", views.led, name="led"),
    path("academy/month/", views.led_month, name="led-month"),
]
