"""People, and the way in for those who are invited."""

from django.urls import path, re_path

from palermo.actors.views import acting, arriving, inviting, joining, people
from palermo.kit.files import FORM

app_name = "people"
urlpatterns = [
    path("people/", people.index, name="index"),
    re_path(rf"^people/export\.{FORM}$", people.export, name="export"),
    path("people/invite/", inviting.invite, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/give/", acting.give, name="give"),
    path("people/<int:pk>/deactivate/", acting.deactivate, name="deactivate"),
    path("people/<int:pk>/reactivate/", acting.reactivate, name="reactivate"),
    path("people/<int:pk>/erase/", acting.erase, name="erase"),
    path("people/<int:pk>/restore/", inviting.restore, name="restore"),
    path("people/delegations/<int:pk>/end/", acting.end, name="end"),
    path("people/delegations/<int:pk>/replace/", inviting.replace, name="replace"),
    path("people/invitations/<int:pk>/withdraw/", inviting.withdraw, name="withdraw"),
    path("people/invitations/<int:pk>/again/", inviting.again, name="again"),
    path("join/", joining.you, name="you"),
    path("join/passphrase/", joining.passphrase, name="passphrase"),
    path("join/passkey/", joining.passkey, name="passkey"),
    path("join/second-factor/", arriving.second_factor, name="second_factor"),
    path("join/second-factor/passkey/", arriving.second_passkey, name="second_passkey"),
    path("join/recovery-codes/", arriving.recovery_codes, name="recovery_codes"),
    path("join/role/<int:pk>/", arriving.role, name="role"),
    path("join/<slug:token>/", joining.join, name="join"),
]
