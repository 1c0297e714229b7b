from django.urls import path

from . import views

app_name = "entry"
urlpatterns = [
    path("openid/<slug:provider>/", views.begin, name="begin"),
    path("openid/<slug:provider>/back/", views.back, name="back"),
    path("invited/<str:token>/", views.invited, name="invited"),
    path("first/", views.first, name="first"),
    path("first/passkey/", views.first_passkey, name="first-passkey"),
]
