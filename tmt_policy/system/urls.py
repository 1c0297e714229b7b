from django.urls import path

from . import views

app_name = "system"
urlpatterns = [
    path("", views.index, name="index"),
    path("mail/", views.mail, name="mail"),
    path("mail/try-again/<slug:what>/", views.try_again, name="try-again"),
]
