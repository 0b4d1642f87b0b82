"""Django's settings for running without Saleor.

Importing them starts nothing: the private PostgreSQL comes up with the first connection.

==================== ==============================================================================
variable             meaning
==================== ==============================================================================
CUSTOMER_MGMT_HOME   folder for the private PostgreSQL and the secret key; else the user's data folder
DATABASE_URL         a PostgreSQL to use in place of the private one
SECRET_KEY           signs sessions; else one is made and kept in the folder
ALLOWED_HOSTS        names under which the server may be asked, by commas; else this machine only
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
]

MIDDLEWARE = [
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

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ja", "日本語")]
LOCALE_PATHS = [_package / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
