"""What a search looks through: ``services.search_rows`` writes it, ``selectors.search`` asks it.

Apart from customers, whose rows change with every order: here one changes when its people are written in
another way. Its index costs more than all else of an order.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class CustomerSearch(models.Model):
    """The folded values of all orders of a live customer, and their pieces (``core.search``).

    Written under the lock of the customer's row.
    """

    customer_id = models.BigIntegerField(primary_key=True)
    text = models.TextField()
    pieces = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(
                fields=["pieces"],
                name="customer_mgmt_search_pieces",
                # What is not sorted in yet is read by every search, and sorted in by whoever records then.
                gin_pending_list_limit=512,
            )
        ]


class SearchBacklog(models.Model):
    """A customer whose row of :class:`CustomerSearch` is still to be written: its orders are searched.

    Written under the lock of the customer's row, too, or of all judging.
    """

    customer_id = models.BigIntegerField(primary_key=True)


class OrderNumberRange(models.Model):
    """Orders recorded together: their ids, their folded numbers, and the pieces of these.

    Numbers that follow each other have most pieces in common: a row for many orders costs little more than
    one for one. Without pieces: those of all orders from ``first_id`` to ``last_id`` are still to be read.
    """

    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    ids = ArrayField(models.BigIntegerField(), default=list)
    numbers = ArrayField(models.TextField(), default=list)
    pieces = SearchVectorField(null=True)

    class Meta:
        indexes = [
            GinIndex(fields=["pieces"], name="customer_mgmt_number_pieces", gin_pending_list_limit=512),
            models.Index(
                fields=["first_id"],
                condition=models.Q(pieces=None),
                name="customer_mgmt_number_unread",
            ),
        ]
