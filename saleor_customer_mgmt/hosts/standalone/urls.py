"""The addresses of the standalone host."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from saleor_customer_mgmt.hosts.standalone.app import app, app_asset
from saleor_customer_mgmt.hosts.standalone.endpoint import graphql
from saleor_customer_mgmt.hosts.standalone.pages import bench, home, sign_out, token

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("sign-in", token, name="token"),
    path("sign-out", sign_out, name="sign-out"),
    path("graphql/", graphql, name="graphql"),
    path("bench", bench, name="bench"),
    path("app/assets/<path:name>", app_asset, name="app-asset"),
    re_path(r"^app(?:/.*)?$", app, name="app"),
]
