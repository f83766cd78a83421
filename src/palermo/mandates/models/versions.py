"""The printed texts of decisions, as their holders imported them: one a language, aligned by paragraph."""

from typing import ClassVar

from django.db import models

from palermo.core.language import LANGUAGES
from palermo.kit.models import Versioned, one_of
from palermo.mandates.models.decisions import Deliberation, Paragraph

WORDS = "palermo.mandates.words"  # said to have changed where words did, and not what came of them


class LanguageVersion(Versioned):
    """The text of a decision in one language, whole, and the file that it came from."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(max_length=2)
    title = models.TextField(blank=True)  # as printed
    symbol = models.CharField(max_length=60, blank=True)
    content = models.TextField()
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    imported_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["deliberation", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deliberation", "language"], name="version_is_one_a_language"),
            one_of("language", LANGUAGES, "version_language_is_known"),
        ]


class PrintedParagraph(models.Model):
    """A paragraph as printed in one language, and what was read in it; several of a kind set apart by ; ."""

    version = models.ForeignKey(LanguageVersion, on_delete=models.CASCADE, related_name="paragraphs")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="printed_in")
    language = models.CharField(max_length=2)
    words = models.TextField()
    verbs = models.TextField(blank=True)
    parties = models.TextField(blank=True)
    deadline = models.TextField(blank=True)
    references = models.TextField(blank=True)
    start = models.PositiveIntegerField()  # where it stands in the whole text
    end = models.PositiveIntegerField()
    folded = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["version", "start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paragraph", "language"], name="printed_once_a_language"),
            one_of("language", LANGUAGES, "printed_language_is_known"),
        ]
