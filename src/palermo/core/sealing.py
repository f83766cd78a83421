"""Signing and verifying with Ed25519: the secret signs, and the public key verifies."""

from base64 import urlsafe_b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SECRET = 32  # bytes, by chance


def public_key(secret: bytes) -> str:
    """The key by which signatures of that secret are verified.

    >>> public_key(bytes(SECRET))[:16]
    '3b6a27bcceb6a42d'
    """
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def sign(secret: bytes, message: bytes) -> str:
    """The signature of a message."""
    return Ed25519PrivateKey.from_private_bytes(secret).sign(message).hex()


def is_signed(key: str, message: bytes, signature: str) -> bool:
    """Whether the holder of the key's secret signed exactly this message.

    >>> key, signed = public_key(bytes(SECRET)), sign(bytes(SECRET), b"so be it")
    >>> is_signed(key, b"so be it", signed), is_signed(key, b"so be it!", signed), is_signed("", b"", "")
    (True, False, False)
    """
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    return True


def lock(key: bytes, text: str) -> str:
    """The text, unreadable to whoever has not the key of 32 bytes; never the same twice."""
    return Fernet(urlsafe_b64encode(key)).encrypt(text.encode()).decode()


def unlock(key: bytes, locked: str) -> str:
    """The text that was locked with that key. Raises ValueError for anything else, or where it was altered.

    >>> unlock(bytes(SECRET), lock(bytes(SECRET), "so be it"))
    'so be it'
    """
    try:
        return Fernet(urlsafe_b64encode(key)).decrypt(locked.encode()).decode()
    except InvalidToken:
        raise ValueError("What was locked cannot be read with this key.") from None
