"""Papers in the manner of an official document, as DOCX and PDF, in any of the six languages."""

from palermo.kit.documents.paper import Aside, Entry, Link, Paper
from palermo.kit.documents.pdf import to_pdf
from palermo.kit.documents.word import to_docx

__all__ = ["Aside", "Entry", "Link", "Paper", "to_docx", "to_pdf"]
