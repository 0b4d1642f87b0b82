"""The GraphQL endpoint: POST /graphql/. Nobody but staff learns anything here, not even the schema."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from saleor_customer_mgmt.hosts.standalone.execution import run
from saleor_customer_mgmt.hosts.standalone.operation import BadRequest, read_operation
from saleor_customer_mgmt.hosts.standalone.requestor import requestor
from saleor_customer_mgmt.hosts.standalone.tokens import read_token

MAX_JSON = 8 * 1024 * 1024  # as DATA_UPLOAD_MAX_MEMORY_SIZE
MAX_UPLOAD = 1024 * 1024 * 1024


class _Csrf(CsrfViewMiddleware):
    """Django's check, called by hand: it is asked of sessions only, a bearer token is no cookie."""

    def _reject(self, request: HttpRequest, reason: str) -> str:  # noqa: ARG002
        return reason


def _not_exempt(_request: HttpRequest) -> HttpResponse:
    """Stand in for the view, which is exempt so that Django leaves the check to us."""
    return HttpResponse()


@csrf_exempt
@require_POST
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer one operation."""
    if refused := _refuse_stranger(request) or _refuse_size(request):
        return refused
    try:
        operation = read_operation(request)
    except BadRequest as error:
        return _refuse(str(error), 400)
    return JsonResponse(run(operation, request), json_dumps_params={"ensure_ascii": False})


def _refuse_stranger(request: HttpRequest) -> HttpResponse | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() in {"bearer", "jwt"}:
        user = read_token(token.strip())
        if user is None:
            return _refuse("The token is not valid. Sign in again.", 401)
        request.user = user
    elif request.user.is_authenticated:
        check = _Csrf(_not_exempt)
        check.process_request(request)
        if check.process_view(request, _not_exempt, (), {}) is not None:
            return _refuse("The request lacks the CSRF token of the session.", 403)
    if requestor(request) is None:
        return _refuse("Sign in as a member of staff.", 403 if request.user.is_authenticated else 401)
    return None


def _refuse_size(request: HttpRequest) -> HttpResponse | None:
    limit = MAX_UPLOAD if request.content_type == "multipart/form-data" else MAX_JSON
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return _refuse("The length of the body is not a number.", 400)
    told = f"The request is larger than {limit >> 20:,} MiB."
    return _refuse(told, 413) if size > limit else None


def _refuse(message: str, status: int) -> HttpResponse:
    code = {401: "NotSignedIn", 403: "PermissionDenied", 413: "TooMuch"}.get(status, "BadRequest")
    error = {"message": message, "extensions": {"exception": {"code": code}}}
    return JsonResponse({"errors": [error]}, status=status)
