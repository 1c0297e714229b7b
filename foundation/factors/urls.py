"""allauth's pages of the second step that are in use, under its names, each with its mark."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from django.urls import path

from foundation.people.marks import public, signed_in

from . import views

urlpatterns = [
    path("reauthenticate/", signed_in(views.again), name="account_reauthenticate"),
    path("sessions/", signed_in(views.sessions), name="sessions"),
    path("sessions/end/", signed_in(views.end_sessions), name="end-sessions"),
    path("second-step/needed/", signed_in(views.needed), name="step-needed"),
    path("second-step/", signed_in(base.index), name="mfa_index"),
    path("second-step/code/", public(views.SecondStep.as_view()), name="mfa_authenticate"),  # between the password and the first page
    path("second-step/app/", signed_in(views.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("second-step/app/take-away/", signed_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-step/passkeys/add/", signed_in(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("second-step/passkeys/take-away/", signed_in(views.take_passkey_away), name="take-passkey-away"),
    path("second-step/passkeys/sign-in/", public(views.SignInByPasskey.as_view()), name="mfa_login_webauthn"),
    path("second-step/recovery-codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-step/recovery-codes/new/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
