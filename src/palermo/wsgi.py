"""What the server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palermo.settings")
application = get_wsgi_application()

# What was imported stays: the collector need not look at it again, and may look less often.
# Otherwise its full passes show as pauses in the slowest pages.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
