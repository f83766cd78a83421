"""The first page."""

from django.http import HttpResponse
from django.shortcuts import render

from palermo.kit.http import Request


def home(request: Request) -> HttpResponse:
    return render(request, "site/home.html", {"section": "home"})
