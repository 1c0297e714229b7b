from django.urls import path

from . import views

app_name = "deadlines"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("month/", views.mine_month, name="mine-month"),
    path("academy/", views.led, name="led"),
    path("academy/month/", views.led_month, name="led-month"),
    path("calendar/", views.feed, name="feed"),
    path("calendar/new/", views.make_feed, name="make-feed"),
    path("calendar/stop/", views.stop_feed, name="stop-feed"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("limits/", views.limits, name="limits"),
    path("limits/<slug:limit>/", views.limit, name="limit"),
    path("limits/<slug:limit>/change/", views.change_limit, name="change-limit"),
    path("days-off/", views.days_off, name="days-off"),
    path("days-off/bank-holiday/", views.add_holiday, name="add-holiday"),
    path("days-off/<slug:code>/", views.days_off_of, name="days-off-of"),
    path("days-off/<slug:code>/new/", views.close, name="add-days-off"),
    path("days-off/<slug:code>/<str:begins>/open/", views.reopen, name="reopen"),
    path("<uuid:uuid>/", views.open_thing, name="open"),
    path("<uuid:uuid>/time/", views.standing, name="standing"),
    path("<uuid:uuid>/time/more/", views.more_time, name="more-time"),
    path("<uuid:uuid>/time/let-go/", views.let_go, name="let-go"),
]
