from django.urls import path

from . import views

app_name = "targets"
urlpatterns = [
    path("<slug:reference>/", views.show, name="show"),
    path("<slug:reference>/talk/", views.talk, name="talk"),
    path("<slug:reference>/hand-on/", views.hand_on, name="hand-on"),
    path("<slug:reference>/close/", views.close, name="close"),
    path("<slug:reference>/mine/", views.mine, name="mine"),
    path("<slug:reference>/need/", views.need, name="need"),
]
