from django.urls import path

from . import invitations, views

app_name = "staff"
urlpatterns = [
    path("", views.index, name="index"),
    path("import/", views.take_in, name="import"),
    path("import/sample/", views.sample, name="sample"),
    path("invitations/", invitations.index, name="invitations"),
    path("invitations/all/", invitations.everybody, name="invite-all"),
    path("<uuid:uuid>/invite/", invitations.one, name="invite"),
    path("<uuid:uuid>/", views.person, name="person"),
    path("<uuid:uuid>/leaving/", views.leaving, name="leaving"),
]
