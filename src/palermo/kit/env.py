"""Settings from the environment: they fail loudly, and a secret may come from a file."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class MailServer(NamedTuple):
    """Where letters are handed over, and how: by smtp (STARTTLS), smtps (TLS) or smtp+plain (neither)."""

    host: str
    port: int
    user: str
    password: str
    kind: str


class Environment:
    """Reads settings by name; a value that cannot be read stops the start with its name."""

    def __init__(self, values: Mapping[str, str] = os.environ) -> None:
        self.values = values

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if value is None:
            raise SystemExit(f"The setting {name} is missing from the environment.")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.values.get(name, "yes" if default else "no").strip().lower()
        if value in {"1", "yes", "true", "on"}:
            return True
        if value in {"0", "no", "false", "off", ""}:
            return False
        raise SystemExit(f"The setting {name} must be yes or no, not {value!r}.")

    def secret(self, name: str, kept_in: Path) -> str:
        """The secret itself, or the file that NAME_FILE names, or one made once and kept in `kept_in`."""
        if value := self.values.get(name):
            return value
        if file := self.values.get(f"{name}_FILE"):
            return read_secret(name, file)
        if not kept_in.exists():
            keep_new_secret(kept_in)
        return kept_in.read_text().strip()

    def mail_server(self, name: str) -> MailServer | None:
        """smtp://user:password@host:587 (STARTTLS), smtps:// (TLS), smtp+plain://; nothing: no server.

        It may stand in the file that NAME_FILE names. What is wrong with it is said without its password.
        """
        if file := self.values.get(f"{name}_FILE"):
            url = read_secret(name, file)
        else:
            url = self.text(name, "").strip()
        if not url:
            return None
        kinds = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
        try:
            parts = urlsplit(url)
            if parts.scheme not in kinds or not parts.hostname or parts.path.strip("/"):
                raise ValueError
            port = parts.port or kinds[parts.scheme]
        except ValueError:
            raise SystemExit(
                f"The setting {name} must be as smtp://user:password@host:587 (or smtps://, or smtp+plain://)."
            ) from None
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return MailServer(parts.hostname, port, user, password, parts.scheme)


def read_secret(name: str, file: str) -> str:
    try:
        return Path(file).read_text().strip()
    except OSError as error:
        raise SystemExit(f"The file that {name}_FILE names cannot be read: {error}.") from None


def keep_new_secret(path: Path) -> None:
    """Two processes may start at once: the first file in place decides, and nobody reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(secrets.token_urlsafe(64))
    with suppress(FileExistsError):
        os.link(made, path)
    made.unlink()
