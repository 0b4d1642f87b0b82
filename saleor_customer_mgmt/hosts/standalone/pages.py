"""The pages: signing in, and a bench to try GraphQL on."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saleor_customer_mgmt.hosts import front_end
from saleor_customer_mgmt.hosts.standalone.app import BASE
from saleor_customer_mgmt.hosts.standalone.bundle import ready_made_operations
from saleor_customer_mgmt.hosts.standalone.requestor import is_staff
from saleor_customer_mgmt.hosts.standalone.tokens import MAX_AGE, make_token
from saleor_customer_mgmt.hosts.standalone.wording import wording

_FOLDER = "customer_mgmt_standalone"
_MAX_BODY = 10_000


class SignInForm(AuthenticationForm):
    """Lets staff in; for anybody else there is nothing here."""

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if not is_staff(user):
            raise ValidationError(wording(get_language())["not_staff"], code="not_staff")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The app for staff, the sign-in form for everybody else. Where the app is not built, the bench."""
    if is_staff(request.user):
        if front_end.is_built():
            return HttpResponseRedirect(_where_to(request) or BASE)
        return _bench(request) if request.method == "GET" else HttpResponseRedirect(request.path)
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(_where_to(request) or request.path)
    return _page(request, "sign_in.html", {"form": form}, status=200 if request.method == "GET" else 400)


@require_safe
def bench(request: HttpRequest) -> HttpResponse:
    """The page to try GraphQL on."""
    return _bench(request) if is_staff(request.user) else HttpResponseRedirect("/?next=/bench")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/")


@csrf_exempt  # it sets no cookie and asks for the password itself
@sensitive_post_parameters()
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Give a bearer token for ``{"username": …, "password": …}``."""
    try:
        told = json.loads(request.body[:_MAX_BODY])
        username, password = told["username"], told["password"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return JsonResponse({"error": "Send username and password as JSON."}, status=400)
    user = None
    if isinstance(username, str) and isinstance(password, str) and "\0" not in username:
        user = authenticate(request, username=username[:150], password=password)
    if not isinstance(user, User) or not is_staff(user):
        return JsonResponse({"error": "There is no member of staff with this name and password."}, status=401)
    return JsonResponse({"token": make_token(user), "expiresIn": MAX_AGE})


def _where_to(request: HttpRequest) -> str | None:
    """Return the page of ours that was asked for before signing in."""
    asked = request.GET.get("next", "")
    ours = asked == "/bench" or asked.startswith(BASE)
    return asked if ours and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else None


def _bench(request: HttpRequest) -> HttpResponse:
    data = {
        "operations": ready_made_operations(),
        "csrf": get_token(request),
        "words": wording(get_language())["script"],
    }
    return _page(request, "bench.html", {"data": data})


def _page(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    nonce = secrets.token_urlsafe(16)
    language = get_language()
    values |= {"nonce": nonce, "words": wording(language), "language": language}
    response = render(request, f"{_FOLDER}/{template}", values, status=status)
    response["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
        "img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return response
