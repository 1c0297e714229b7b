from django.urls import path

from . import views

app_name = "mailbox"
urlpatterns = [
    path("<slug:reference>/write/", views.write, name="write"),
    path("<slug:reference>/file/", views.file, name="file"),
    path("<slug:reference>/withdraw/", views.withdraw, name="withdraw"),
]
