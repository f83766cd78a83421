"""Words for what stands on one's own page."""

from collections.abc import Sequence

from django import template
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from palermo.actors.models import Delegation
from palermo.actors.queries import capacity_of
from palermo.kit.templatetags.kit import here

register = template.Library()

WAYS: dict[str, Promise] = {
    "password": pgettext_lazy("sign-in", "passphrase"),
    "totp": pgettext_lazy("sign-in", "authenticator"),
    "webauthn": pgettext_lazy("sign-in", "passkey"),
    "recovery_codes": pgettext_lazy("sign-in", "recovery code"),
    "invitation": pgettext_lazy("sign-in", "link of an invitation"),
}


@register.filter
def capacity(delegation: Delegation) -> str:
    """In which role, and for whom."""
    return capacity_of(delegation, here())


@register.filter
def ways(methods: Sequence[str]) -> str:
    """By what somebody signed in, in the order in which it was asked."""
    return " · ".join(str(WAYS.get(each, each)) for each in methods)
