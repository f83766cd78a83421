"""The archive as a visitor takes it."""

import io
import zipfile
from typing import Any

from django.test import Client


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def opened(client: Client, language: str = "en") -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(body(client.get(f"/{language}/data/palermo.zip"))))
