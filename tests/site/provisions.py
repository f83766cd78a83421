"""Provisions, as their pages show them."""

import re
from collections.abc import Callable

Page = Callable[..., str]
PART = re.compile(r'<article class="para[^"]*" id="([\w-]+)"')
