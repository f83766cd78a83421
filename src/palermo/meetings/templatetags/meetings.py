"""How templates name an outcome."""

from django import template

from palermo.meetings.exports import symbol_in_words

register = template.Library()
register.filter("symbol_in_words", symbol_in_words)
