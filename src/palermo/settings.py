"""Every setting, in one file, read from the environment. docs/reference/settings.md lists them."""

import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from palermo.kit.env import Environment

env = Environment()

# Everything that is stored lies under this folder.
DATA = Path(env.text("PALERMO_DATA", "var")).resolve()
SECRET_KEY = env.secret("PALERMO_SECRET_KEY", kept_in=DATA / "secret.key")
DEBUG = env.flag("PALERMO_DEBUG")
ALLOWED_HOSTS = env.text("PALERMO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "palermo.kit",
    "palermo.journal",
    "palermo.actors",
    "palermo.texts",
    "palermo.register",
    "palermo.meetings",
    "palermo.mandates",
    "palermo.oversight",
    "palermo.site",
    "palermo.cli",
    "allauth",  # after the rooms, whose templates stand in the place of its own
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    # Headers first, so that no answer goes without them.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "palermo.kit.http.HeadersMiddleware",
    "palermo.kit.http.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "palermo.kit.http.VerbsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "palermo.kit.http.OneLookMiddleware",
    "palermo.actors.adapters.middleware.ActorMiddleware",
    "palermo.kit.incoming.door.LargestBodyMiddleware",
    "palermo.kit.http.ProblemMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "palermo.urls"
WSGI_APPLICATION = "palermo.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "palermo.site.context.page"],
            "builtins": [
                "palermo.kit.templatetags.kit",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

# SQLite unless DATABASE_URL says otherwise. WAL and IMMEDIATE: readers never wait, writers queue.
# synchronous FULL: what was acknowledged is on the disk.
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(DATA / "palermo.sqlite3"),  # not in a URL: the name of a folder may hold “#”, “?” or “%”
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;",
    },
}
DATABASE_URL = env.text("DATABASE_URL", "")
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=None, conn_health_checks=True)
    if DATABASE_URL
    else SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in. Throttling is ours (kit/throttle.py): a try is counted before it is looked at, in the database.
AUTH_USER_MODEL = "actors.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["palermo.actors.adapters.hashing.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "home"
ACCOUNT_ADAPTER = "palermo.actors.adapters.account.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation was sent there
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the other sessions end; this one goes on
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 3600  # seconds that a mailed link leads to a new passphrase
MFA_ADAPTER = "palermo.actors.adapters.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_TOTP_ISSUER, MFA_TOTP_TOLERANCE = "Palermo", 1  # a clock may be half a minute slow or fast
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME, SESSION_COOKIE_SAMESITE = "palermo_session", "Lax"
CSRF_COOKIE_SAMESITE, CSRF_COOKIE_HTTPONLY = "Lax", True
# Codes that were used are remembered where every process sees them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kit_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Letters are files unless a server is named. Links in them begin with ADDRESS, else as the page was asked.
ADDRESS = env.text("PALERMO_ADDRESS", "").rstrip("/")
MAIL_SERVER = env.mail_server("PALERMO_SMTP_URL")
EMAIL_BACKEND, EMAIL_FILE_PATH, EMAIL_TIMEOUT = "palermo.kit.mail.Files", DATA / "mail", 30
if MAIL_SERVER:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, _kind = MAIL_SERVER
    EMAIL_USE_TLS, EMAIL_USE_SSL = _kind == "smtp", _kind == "smtps"
DEFAULT_FROM_EMAIL = env.text("PALERMO_MAIL_FROM", "Palermo <palermo@localhost>")

# A file of 10 MB, and what a form says beside it; in memory, so that nothing of it is left on a disk.
LARGEST_BODY = FILE_UPLOAD_MAX_MEMORY_SIZE = 10_100_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the form of a long resolution has a dozen for each paragraph
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LANGUAGE_CODE = "en"
# In the order of the language switch; each by its own name.
LANGUAGES = [
    ("ar", "العربية"),
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
LANGUAGE_COOKIE_HTTPONLY = LANGUAGE_COOKIE_SECURE = True
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if "pytest" in sys.modules:  # tests need no collected files
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

# Safe as it stands; `serve` on this machine alone asks for plain HTTP, because there is no certificate.
PLAIN_HTTP = env.flag("PALERMO_PLAIN_HTTP")
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked from inside, where there may be no certificate
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PLAIN_HTTP
BEHIND_PROXY = env.flag("PALERMO_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "palermo.site.views.front.unproven"
WHITENOISE_ALLOW_ALL_ORIGINS = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "palermo.kit.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env.text("PALERMO_LOG_LEVEL", "WARNING")},
}
