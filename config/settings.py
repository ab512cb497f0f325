"""Django's settings. What differs between installations comes from config/environment.py."""

from pathlib import Path

from config import API_ROOT, __version__, environment
from config.sqlite import read_only

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.read(BASE_DIR)

DEBUG = ENVIRONMENT["DEBUG"]
SECRET_KEY = ENVIRONMENT["SECRET_KEY"]
ALLOWED_HOSTS = ENVIRONMENT["ALLOWED_HOSTS"]
DATABASES = {"default": ENVIRONMENT["DATABASE_URL"]}
if ENVIRONMENT["READ_ONLY"]:
    DATABASES["default"] = read_only(DATABASES["default"])
if ENVIRONMENT["DATABASE_REPLICA_URL"]:
    DATABASES["replica"] = ENVIRONMENT["DATABASE_REPLICA_URL"]
DATABASE_ROUTERS = ["events.api.store.replicas.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "events",
    "django.contrib.staticfiles",
    "corsheaders",
    "csp",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
MIDDLEWARE = [
    "config.requests.RequestLog",
    # The headers of every answer, of those to a foreign host too.
    "django.middleware.security.SecurityMiddleware",
    "events.api.http.headers.Permissions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "events.api.http.health.Probes",
    # Content-Length, so that clients see how far a download is.
    "django.middleware.common.CommonMiddleware",
    "events.api.http.static_files.StaticFiles",
    "corsheaders.middleware.CorsMiddleware",
    "events.api.http.compression.Compress",
    "events.api.http.conditional.ConditionalGet",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
# The API redirects a missing slash itself, so that its errors keep their one shape.
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "events" / folder / "templates" for folder in ("api", "explorer")],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "libraries": {"explorer": "events.explorer.template_filters"},
        },
    }
]

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"  # below the path at which the site is mounted
STATICFILES_DIRS = [BASE_DIR / "events" / folder / "static" for folder in ("api", "explorer")]
STORAGES = {"staticfiles": {"BACKEND": "events.api.http.static_files.HashedNames"}}
# Served out of the packages, with no copying step; whitenoise finds them at start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_STATIC_PREFIX = "/static/"
# Files that browsers ask for at the root of a site.
WHITENOISE_ROOT = BASE_DIR / "events" / "explorer" / "root"
WHITENOISE_AUTOREFRESH = DEBUG
# The documentation that `make docs` builds, shown at /docs/.
DOCS_ROOT = BASE_DIR / "build" / "docs"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": [
        "events.api.http.rendering.JSONRenderer",
        "events.api.http.rendering.BrowsableRenderer",
    ],
    # The Accept header alone chooses the renderer: `?format=` is an unknown parameter like any other.
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "events.api.http.negotiation.Negotiation",
    "URL_FORMAT_OVERRIDE": None,
    "FORMAT_SUFFIX_KWARG": None,
    "EXCEPTION_HANDLER": "events.api.problems.errors.handle",
    "DEFAULT_METADATA_CLASS": "events.api.http.options.Description",
    "DEFAULT_SCHEMA_CLASS": "events.api.openapi.schema.Schema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Attest",
    "DESCRIPTION": (
        "Conflict events and public statements coded from news documents. Every record can be traced "
        "to the exact words of the article that reports it.\n\n"
        "Every list takes filters, `order_by`, `fields` and `release`, and returns a page with a link to the `next` one. "
        "`aggregate/` counts what the same filters select, and `.csv`, `.xlsx`, `.ndjson`, `.parquet` and `.geojson` are "
        "all of it as a file. An error names every fault of a request, and its `type` leads to a page with the remedy. "
        "The examples are answers of a server with the records of `fixtures/`.\n\n"
        "[Each dataset states its license](../v1/datasets/?fields=slug,title,license)."
    ),
    "VERSION": __version__,
    # This program does not know who runs a server. Each dataset states its own license.
    "CONTACT": {"name": "The operator of this server"},
    "LICENSE": {
        "name": "The license of each dataset",
        "identifier": "LicenseRef-of-each-dataset",
    },
    "SERVERS": [{"url": "/"}],
    "SERVE_INCLUDE_SCHEMA": False,
    # Operations stand in the order of the URLs, which is the one order of the collections.
    "SORT_OPERATIONS": False,
    "SCHEMA_PATH_PREFIX": API_ROOT.rstrip("/"),
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # In JavaScript, for the plugin of static/api/docs.js.
    "SWAGGER_UI_SETTINGS": (
        "{ deepLinking: true, displayRequestDuration: true, filter: true, defaultModelsExpandDepth: 0, "
        "plugins: [ExampleQuery] }"
    ),
    "POSTPROCESSING_HOOKS": ["events.api.openapi.document.complete"],
}

# The API may be read by pages of any host; it knows no cookies.
CORS_URLS_REGEX = r"^/(api|compat|ogc)(/|$)"
CORS_ALLOW_ALL_ORIGINS = "*" in ENVIRONMENT["CORS_ORIGINS"]
CORS_ALLOWED_ORIGINS = [origin for origin in ENVIRONMENT["CORS_ORIGINS"] if origin != "*"]
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
CORS_ALLOW_HEADERS = (
    # Any header, for there is nothing here that one could open: fetch libraries add Cache-Control, Range,
    # X-Requested-With, tracing headers and more. Browsers do not count Authorization among them.
    "*",
    "authorization",
    # Headers that browsers older than the star need by name (Safari before 15.4).
    "accept",
    "accept-language",
    "cache-control",
    "content-type",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "pragma",
    "range",
    "traceparent",
    "tracestate",
    "x-requested-with",
    "x-ucdp-access-token",
)
CORS_EXPOSE_HEADERS = (
    "Accept-Ranges",
    "Attest-Note",
    "Attest-Release",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Range",
    "ETag",
    "Last-Modified",
    "Link",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "Server-Timing",
    "X-Request-ID",
)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # Swagger UI and ReDoc set style attributes, and ReDoc builds its search index in a worker.
        "style-src": ["'self'", "'unsafe-inline'"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Only answers to https have it. Subdomains and the list of browsers' makers are for the owner of the domain to decide.
SECURE_HSTS_SECONDS = ENVIRONMENT["HSTS_SECONDS"]
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # CSRF: there is no session, no cookie and no form
    "security.W005",  # HSTS of subdomains: see above
    "security.W008",  # the redirect to https is for the proxy that ends TLS
    "security.W021",  # HSTS in browsers' own lists: see above
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.log_lines.Formatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "config.log_lines.JSONFormatter"},
    },
    "handlers": {
        "console": {"class": "config.log_lines.Lines", "formatter": ENVIRONMENT["LOG_FORMAT"]}
    },
    "filters": {
        "only_traces": {"()": "config.requests.OnlyTraces"},
        "no_repetitions": {"()": "events.api.problems.database.Repeated"},
    },
    "root": {"handlers": ["console"], "level": ENVIRONMENT["LOG_LEVEL"]},
    "loggers": {
        # Each request has its line in attest.requests already; a fault has its trace besides, once.
        "django.request": {"level": "ERROR", "filters": ["only_traces", "no_repetitions"]},
        # A foreign host, too many parameters: mistakes of clients, whose traces do not help.
        "django.security": {"level": "CRITICAL"},
    },
}
