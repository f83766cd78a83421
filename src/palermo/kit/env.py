"""Settings from the environment: they fail loudly, and a secret may come from a file."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


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
            try:
                return Path(file).read_text().strip()
            except OSError as error:
                raise SystemExit(f"The file that {name}_FILE names cannot be read: {error}.") from None
        if not kept_in.exists():
            keep_new_secret(kept_in)
        return kept_in.read_text().strip()


def keep_new_secret(path: Path) -> None:
    """Two processes may start at once: the first file in place decides, and nobody reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(secrets.token_urlsafe(64))
    with suppress(FileExistsError):
        os.link(made, path)
    made.unlink()
