"""Reading an operation from a request: JSON, or multipart with files.

See https://github.com/jaydenseric/graphql-multipart-request-spec. As in Saleor, the variable of a file
gets the key of the file in ``request.FILES``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

MAX_FILE_PLACES = 50


class BadRequest(Exception):
    """Raised when a request holds no operation; the message is for the client."""


@dataclass(frozen=True, slots=True)
class Operation:
    query: str
    variables: dict[str, Any]
    name: str | None


def read_operation(request: HttpRequest) -> Operation:
    """Return the one operation of a request.

    Raises:
        BadRequest: when there is none, or several.
    """
    if request.content_type == "application/json":
        return _operation(_json(request.body))
    if request.content_type == "multipart/form-data":
        return _operation(_with_files(request))
    raise BadRequest("Send application/json or multipart/form-data.")


def _with_files(request: HttpRequest) -> Any:
    try:
        post = request.POST
    except TooManyFilesSent:
        raise BadRequest(f"More than {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files at once.") from None
    except (MultiPartParserError, RequestDataTooBig, UnicodeError):
        raise BadRequest("The multipart body cannot be read.") from None
    told, places = _json(post.get("operations", "")), _json(post.get("map", "{}"))
    if not isinstance(told, dict) or not isinstance(places, dict):
        raise BadRequest("`operations` and `map` have to be JSON objects; batches are not taken.")
    for key, paths in places.items():
        if not isinstance(paths, list) or len(paths) > MAX_FILE_PLACES:
            raise BadRequest("`map` has to name a list of places for each file.")
        for path in paths:
            _put(told, path, key)
    return told


def _put(told: Any, path: Any, key: str) -> None:
    """Put ``key`` at a place such as ``variables.files.0``, where null stands."""
    parts = path.split(".") if isinstance(path, str) else []
    if len(parts) < 2 or parts[0] != "variables":
        raise BadRequest("`map` has to name places in the variables.")
    at = told
    try:
        for part in parts[:-1]:
            at = at[int(part)] if isinstance(at, list) else at[part]
        last: Any = int(parts[-1]) if isinstance(at, list) else parts[-1]
        if at[last] is not None:
            raise BadRequest("In the place of a file stands something else than null.")
        at[last] = key
    except (KeyError, IndexError, TypeError, ValueError):
        raise BadRequest("`map` names a place that is not in the variables.") from None


def _operation(told: Any) -> Operation:
    if not isinstance(told, dict):
        raise BadRequest("Send one operation as a JSON object; batches are not taken.")
    query, variables, name = told.get("query"), told.get("variables"), told.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise BadRequest("`query` is missing.")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("`variables` has to be an object.")
    if name is not None and not isinstance(name, str):
        raise BadRequest("`operationName` has to be a text.")
    return Operation(query, variables or {}, name or None)


def _json(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest("The body is not JSON.") from None
