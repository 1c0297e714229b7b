"""Addresses of hearings. `show` is the one that mails carry: it leads each reader to the page that is theirs."""

from django.urls import path

from . import views

app_name = "hearings"
urlpatterns = [
    path("", views.index, name="index"),
    path("mine/<str:reference>/", views.mine, name="mine"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/arrange/", views.worst, name="arrange"),
    path("<str:reference>/arrange/<slug:most>/", views.schedule, name="arrange-for"),
    path("<str:reference>/invitation/", views.invitation, name="invitation"),
    path("<str:reference>/invite/", views.invite, name="invite"),
    path("<str:reference>/name-another/", views.seat, name="name-another"),
    path("<str:reference>/conflict/", views.declare, name="conflict"),
    path("<str:reference>/say/", views.say, name="say"),
    path("<str:reference>/another-day/", views.ask_day, name="another-day"),
    path("<str:reference>/keep-day/", views.keep_day, name="keep-day"),
    path("<str:reference>/postpone/", views.postpone, name="postpone"),
    path("<str:reference>/hear/", views.hear, name="hear"),
    path("<str:reference>/decide/", views.decide, name="decide"),
    path("<str:reference>/outcome-letter/", views.outcome_letter, name="outcome-letter"),
    path("<str:reference>/issue/", views.issue, name="issue"),
    path("<str:reference>/conclude/", views.conclude, name="conclude"),
    path("<str:reference>/propose-withdrawal/", views.ask_withdraw, name="propose-withdrawal"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
]
