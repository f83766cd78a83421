"""The secret of an authenticator app while it is being set up: in the session, as a picture, in letters."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, clear_totp_secret, generate_totp_secret

from palermo.actors.models import User
from palermo.kit.http import Request


def new_secret(request: Request) -> str:
    """The secret of the session; made where there is none yet."""
    return str(request.session.setdefault(SECRET_SESSION_KEY, generate_totp_secret()))


def has_secret(request: Request) -> bool:
    return SECRET_SESSION_KEY in request.session


def forget_secret(request: Request) -> None:
    clear_totp_secret(request)


def spelled(secret: str) -> str:
    """In groups of four letters, for typing.

    >>> spelled("ABCDEFGH")
    'ABCD EFGH'
    """
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def picture(user: User, secret: str) -> bytes:
    """The secret as a QR code, in SVG."""
    adapter = get_adapter()
    return str(adapter.build_totp_svg(adapter.build_totp_url(user, secret))).encode()
