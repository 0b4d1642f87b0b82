from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from tests.standin.fields import CountryField, PossiblePhoneNumberField


class Address(models.Model):
    id = models.AutoField(primary_key=True)
    first_name = models.CharField(max_length=256, blank=True)
    last_name = models.CharField(max_length=256, blank=True)
    company_name = models.CharField(max_length=256, blank=True)
    street_address_1 = models.CharField(max_length=256, blank=True)
    street_address_2 = models.CharField(max_length=256, blank=True)
    city = models.CharField(max_length=256, blank=True)
    city_area = models.CharField(max_length=128, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = CountryField(max_length=2)
    country_area = models.CharField(max_length=128, blank=True)
    phone = PossiblePhoneNumberField(max_length=128, blank=True, default="", db_index=True)

    class Meta:
        ordering = ("pk",)


class User(AbstractBaseUser):
    """Its permissions are given by the test and are in no table."""

    id = models.AutoField(primary_key=True)
    email = models.EmailField(unique=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects = models.Manager()

    class Meta:
        ordering = ("email",)

    def has_perm(self, perm: Any, obj: Any = None) -> bool:
        return self.is_active and perm in getattr(self, "_permissions", ())
