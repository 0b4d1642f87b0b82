"""Keeping what goes wrong unexpectedly from showing values of people."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from graphql import GraphQLError

from saleor_customer_mgmt.services.errors import ServiceError

logger = logging.getLogger(__name__)


class Unexpected(Exception):
    """Raised in the place of an unexpected error, whose message may hold values of people."""


@contextmanager
def shielded() -> Iterator[None]:
    """Let refusals through; turn everything else into :class:`Unexpected`.

    The log gets the kind of error and where it happened. The new error is raised outside of the
    handling of the old one, so that no report of the host finds that as its context.
    """
    try:
        yield
        return
    except (GraphQLError, Unexpected):
        raise
    except ServiceError as error:
        told: Exception = GraphQLError(error.message)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not reach the client
        places = "; ".join(
            f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)
        )
        logger.error("%s at %s", type(error).__name__, places)  # noqa: TRY400 - the message may name people
        told = Unexpected("Internal Server Error")
    raise told
