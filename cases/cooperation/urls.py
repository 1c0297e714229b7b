"""Addresses of co-operation. `show` is the one that mails carry: it leads each reader to the page that is theirs."""

from django.urls import path

from . import views

app_name = "cooperation"
urlpatterns = [
    path("", views.index, name="index"),
    path("for/<str:reference>/", views.choose, name="new"),
    path("for/<str:reference>/<slug:kind>/", views.write, name="write"),
    path("mine/<str:reference>/", views.mine, name="mine"),
    path("attend/<str:reference>/", views.attend, name="attend"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/change/", views.rewrite, name="rewrite"),
    path("<str:reference>/approve/", views.approve, name="approve"),
    path("<str:reference>/send-back/", views.send_back, name="send-back"),
    path("<str:reference>/tell/", views.tell, name="tell"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:reference>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<str:reference>/answer/", views.supply, name="answer"),
    path("<str:reference>/file/", views.file, name="file"),
    path("<str:reference>/decline/", views.decline, name="decline"),
    path("<str:reference>/another-date/", views.ask_date, name="another-date"),
    path("<str:reference>/answer-after-all/", views.reconsider, name="answer-after-all"),
    path("<str:reference>/more-time/", views.give_time, name="more-time"),
    path("<str:reference>/keep-date/", views.keep_date, name="keep-date"),
    path("<str:reference>/late/", views.overdue, name="late"),
    path("<str:reference>/enough/", views.enough, name="enough"),
    path("<str:reference>/ask-hr/", views.ask_review, name="ask-hr"),
    path("<str:reference>/let-go/", views.lift, name="let-go"),
    path("<str:reference>/review/", views.review, name="review"),
    path("<str:reference>/tell-outcome/", views.tell_review, name="tell-outcome"),
    path("<str:reference>/arrange/", views.schedule, name="arrange"),
    path("<str:reference>/letter/", views.letter, name="letter"),
    path("<str:reference>/companion/", views.companion, name="companion"),
    path("<str:reference>/missed/", views.missed, name="missed"),
    path("<str:reference>/minutes/", views.minute, name="minutes"),
    path("<str:reference>/sign/", views.sign, name="sign"),
    path("<str:reference>/not-signed/", views.sign_not, name="not-signed"),
    path("<str:reference>/countersign/", views.countersign, name="countersign"),
    path("<str:reference>/done/", views.complete, name="done"),
    path("<str:reference>/agree/", views.agree, name="agree"),
    path("<str:reference>/goes-too-far/", views.too_far, name="goes-too-far"),
    path("<str:reference>/shown/", views.capture, name="shown"),
    path("<str:reference>/stop/", views.stop, name="stop"),
    path("<str:reference>/handed-over/", views.hand_over, name="handed-over"),
    path("<str:reference>/look-into/", views.allege, name="look-into"),
]
