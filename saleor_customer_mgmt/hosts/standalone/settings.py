"""Django's settings for running without Saleor.

Importing them starts nothing: the private PostgreSQL comes up with the first connection.

==================== ==============================================================================
variable             meaning
==================== ==============================================================================
CUSTOMER_MGMT_HOME   folder for the private PostgreSQL and the secret key; else the user's data folder
DATABASE_URL         a PostgreSQL to use in place of the private one
SECRET_KEY           signs sessions; else one is made and kept in the folder
ALLOWED_HOSTS        names under which the server may be asked, by commas; else this machine only
CUSTOMER_MGMT_HTTPS  1 says that browsers reach it over HTTPS: cookies are then sent over nothing else
CUSTOMER_MGMT_DEBUG  1 shows Django's error pages; never where others can see them
==================== ==============================================================================
"""

from __future__ import annotations

import os
from pathlib import Path

from saleor_customer_mgmt.hosts.standalone.connection import database_from_url, private_database
from saleor_customer_mgmt.hosts.standalone.home import home, secret_key

_package = Path(__file__).resolve().parents[2]

DEBUG = os.environ.get("CUSTOMER_MGMT_DEBUG") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY") or secret_key(home())
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

DATABASES = {
    "default": database_from_url(url) if (url := os.environ.get("DATABASE_URL")) else private_database(home())
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "saleor_customer_mgmt",
    "saleor_customer_mgmt.hosts.standalone",
]

MIDDLEWARE = [
    "saleor_customer_mgmt.hosts.standalone.headers.PrivateAnswers",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]

ROOT_URLCONF = "saleor_customer_mgmt.hosts.standalone.urls"
WSGI_APPLICATION = "saleor_customer_mgmt.hosts.standalone.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A page in another tab must not ride on a session, and scripts have no business with its cookie.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("CUSTOMER_MGMT_HTTPS") == "1"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# JSON bodies; files are written to disk as they come. hosts/standalone/endpoint.py has the limits.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # graphql-core logs what went wrong with its message, which may hold values of people. What is worth
    # knowing, saleor_customer_mgmt.graphql.faults logs without them.
    "loggers": {
        "graphql": {"handlers": [], "propagate": False, "level": "CRITICAL"},
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ja", "日本語")]
LOCALE_PATHS = [_package / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
