"""Addresses of removals. `show` is the one that mails carry: it leads each reader to the page that is theirs."""

from django.urls import path

from . import views

app_name = "removals"
urlpatterns = [
    path("", views.index, name="index"),
    path("for/<str:reference>/", views.write, name="new"),
    path("on/<str:reference>/", views.write_on, name="on"),
    path("mine/<str:reference>/", views.mine, name="mine"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/issue/", views.issue, name="issue"),
    path("<str:reference>/letter/", views.letter, name="letter"),
    path("<str:reference>/tell/", views.tell, name="tell"),
    path("<str:reference>/serve/", views.serve, name="serve"),
    path("<str:reference>/fate/", views.record_fate, name="fate"),
    path("<str:reference>/name-checker/", views.name_checker, name="name-checker"),
    path("<str:reference>/name-judge/", views.name_judge, name="name-judge"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:reference>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<str:reference>/claim/", views.claim, name="claim"),
    path("<str:reference>/contest/", views.contest, name="contest"),
    path("<str:reference>/check/", views.check, name="check"),
    path("<str:reference>/picture/", views.picture, name="picture"),
    path("<str:reference>/wait/", views.wait, name="wait"),
    path("<str:reference>/not-done/", views.not_done, name="not-done"),
    path("<str:reference>/platform/", views.file, name="file"),
    path("<str:reference>/further/", views.further, name="further"),
    path("<str:reference>/give-up/", views.give_up, name="give-up"),
    path("<str:reference>/decide/", views.decide, name="decide"),
]
