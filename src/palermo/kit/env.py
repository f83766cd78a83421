"""Settings from the environment: they fail loudly, and a secret may come from a file."""

import os
import secrets
from collections.abc import Mapping
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
            return Path(file).read_text().strip()
        if not kept_in.exists():
            kept_in.parent.mkdir(parents=True, exist_ok=True)
            try:  # two processes may start at once: the first to create the file decides
                with os.fdopen(os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
                    made.write(secrets.token_urlsafe(64))
            except FileExistsError:
                pass
        return kept_in.read_text().strip()
