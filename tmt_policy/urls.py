"""The front door: every address of the house."""

from django.urls import include, path

from cases.serving.urls import addresses as served
from foundation.evidence.urls import addresses
from reports.lowlevel.urls import addresses as low_level_concerns

from . import brand, health, home, reopening, sealed_pictures, search, serving
from .demo import outbox
from .watching.views import metrics

urlpatterns = [
    path("", home.home, name="home"),
    path("all/<slug:part>/", home.everything, name="everything"),
    path("search/", search.search, name="search"),
    path("search/<str:key>/", search.found, name="found"),
    path("reports/anonymous/", include("reports.anonymous.urls")),
    path("reports/", include("reports.mailbox.urls")),
    path("reports/", include("reports.journey.urls")),
    path("cover/", include("foundation.cover.urls")),
    path("roles/sign-ins/", include("foundation.signins.urls")),
    path("roles/", include("foundation.roles.urls")),
    path("people/", include("foundation.staff.urls")),
    path("deadlines/", include("foundation.deadlines.urls")),
    path("messages/", include("foundation.messages.urls")),
    path("concerns/", include((low_level_concerns(reopen=reopening.reopen), "concerns"))),
    path("care/", include("reports.care.urls")),
    path("support/", include("reports.targets.urls")),
    path("triage/", include("reports.triage.urls")),
    path("evidence/", include((addresses(**sealed_pictures.GIVEN), "evidence"))),
    path("letters/", include("foundation.letters.urls")),
    path("cases/", include("cases.closing.urls")),
    path("removals/", include("cases.removals.urls")),
    path("cooperation/", include("cases.cooperation.urls")),
    path("hearings/", include("cases.disciplinary.urls")),
    path("about-you/", include("cases.concerned.urls")),
    path("policy/", include("policy.urls")),
    path("assurance/", include("assurance.urls")),
    path("served/", include((served(**serving.GIVEN), "serving"))),
    path("", include("tmt_policy.organisation.urls")),
    path("system/", include("tmt_policy.system.urls")),
    path("verify/", include("foundation.signatures.urls")),
    path("accounts/", include("foundation.entry.urls")),
    path("accounts/", include("tmt_policy.accounts")),
    path("demo/outbox/", outbox.outbox, name="demo-outbox"),
    path("brand.css", brand.stylesheet, name="brand"),
    path("metrics", metrics, name="metrics"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
handler400 = "tmt_policy.errors.unreadable"
handler404 = "tmt_policy.errors.not_found"
handler500 = "tmt_policy.errors.server_error"
