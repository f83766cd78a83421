"""Signing in and one's own account. The names are those by which the sign-in library finds its pages."""

from django.urls import path

from palermo.actors.views import account, again, forgotten, second_factors, sign_in

FACTOR, PASSKEYS = "account/second-factor/", "account/second-factor/passkeys/"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("sign-in/second-factor/", sign_in.second_factor, name="mfa_authenticate"),
    path("sign-in/passkey/", sign_in.passkey, name="mfa_login_webauthn"),
    path("sign-in/again/", again.by_passphrase, name="account_reauthenticate"),
    path("sign-in/again/code/", again.by_code, name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", again.by_passkey, name="mfa_reauthenticate_webauthn"),
    path("sign-in/forgotten/", forgotten.forgotten, name="account_reset_password"),
    path("sign-in/forgotten/sent/", forgotten.sent, name="account_reset_password_done"),
    path("sign-in/forgotten/done/", forgotten.done, name="account_reset_password_from_key_done"),
    path(
        "sign-in/forgotten/<slug:uidb36>/<slug:key>/",
        forgotten.new_passphrase,
        name="account_reset_password_from_key",
    ),
    path("account/", account.account, name="account"),
    path("account/passphrase/", account.passphrase, name="account_change_password"),
    path("account/elsewhere/", account.sign_out_elsewhere, name="sign_out_elsewhere"),
    path(FACTOR, second_factors.index, name="mfa_index"),
    path(f"{FACTOR}code/", second_factors.app, name="mfa_activate_totp"),
    path(f"{FACTOR}code/picture.svg", second_factors.picture, name="totp_picture"),
    path(f"{FACTOR}code/off/", second_factors.app_off, name="mfa_deactivate_totp"),
    path(PASSKEYS, second_factors.passkey_list, name="mfa_list_webauthn"),
    path(f"{PASSKEYS}add/", second_factors.passkey_add, name="mfa_add_webauthn"),
    path(f"{PASSKEYS}<int:pk>/", second_factors.passkey_rename, name="mfa_edit_webauthn"),
    path(f"{PASSKEYS}<int:pk>/remove/", second_factors.passkey_remove, name="mfa_remove_webauthn"),
    path(f"{FACTOR}recovery-codes/", second_factors.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{FACTOR}recovery-codes/anew/",
        second_factors.recovery_codes_anew,
        name="mfa_generate_recovery_codes",
    ),
    path(
        f"{FACTOR}recovery-codes/palermo-recovery-codes.txt",
        second_factors.recovery_codes_file,
        name="mfa_download_recovery_codes",
    ),
]
