from django.urls import path

from . import views

app_name = "anonymous"
urlpatterns = [
    path("", views.start, name="start"),
    path("limits/", views.limits, name="limits"),
    path("questions/<slug:slug>/", views.step, name="step"),
    path("check-answers/", views.check, name="check"),
    path("throw-away/", views.discard, name="discard"),
    path("thrown-away/", views.thrown_away, name="thrown-away"),
    path("receipt/", views.receipt, name="receipt"),
    path("receipt.txt", views.receipt_file, name="receipt-file"),
    path("noted/", views.noted, name="noted"),
    path("return/", views.come_back, name="return"),
    path("report/", views.own, name="own"),
    path("write/", views.write, name="write"),
    path("file/", views.file, name="file"),
    path("close/", views.close, name="close"),
]
