"""From where somebody asks, and whether their browser is one in which they have been signed in before."""

import ipaddress
import re
from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core.signing import BadSignature, get_cookie_signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

KNOWN_FOR = timedelta(days=180)
SALT = "palermo.actors.device"
WITH_PORT = re.compile(r"(?P<four>[\d.]+):\d+|\[(?P<six>[^\]]+)\](:\d+)?")


def client_address(request: HttpRequest) -> str:
    """The address under which tries are counted: of IPv6 the network of 64 bits, which one holder has.

    It is that of the connection. In its place only what our own proxy wrote is believed: the last that the
    header says.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or told
    if found := WITH_PORT.fullmatch(told):
        told = found["four"] or found["six"]
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), 64), strict=False))


def device_of(request: HttpRequest, email: str) -> str:
    """What marks this browser as one of the person's own; nothing where it is not.

    Its tries are counted apart: whoever tries elsewhere, even at the same address, cannot shut it out.
    """
    name = cookie_name(email)
    try:
        told: str = get_cookie_signer(SALT + name).unsign(request.COOKIES.get(name, ""), max_age=KNOWN_FOR)
    except BadSignature:
        return ""
    return told


def cookie_name(email: str) -> str:
    """One cookie for each person who uses the browser; whose it is cannot be read from it."""
    return f"palermo_device_{salted_hmac(SALT, email, algorithm='sha256').hexdigest()[:16]}"


def remember_device(request: HttpRequest, answer: HttpResponse) -> None:
    """Give the browser its mark, where somebody has just signed in with it."""
    email: str | None = getattr(request, "device_for", None)
    if email is None:
        return
    name, mark = cookie_name(email), device_of(request, email) or token_urlsafe(16)
    answer.set_cookie(
        name,
        get_cookie_signer(SALT + name).sign(mark),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
