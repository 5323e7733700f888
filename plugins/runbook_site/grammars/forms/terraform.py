"""Addresses of Terraform, each held against ``terraform plan`` 1.11: hashicorp/terraform ``internal/addrs``."""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal

_NAME = r"[A-Za-z_][\w-]*"
_KEY = r"(?:\[(?:[0-9]+|\"[^\"]*\")\])?"
_MODULES = rf"(?:module\.{_NAME}{_KEY})(?:\.module\.{_NAME}{_KEY})*"
_RESOURCE = rf"(?:data\.|ephemeral\.)?(?!(?:var|local|module|data|path|each|self|count)\.){_NAME}\.{_NAME}{_KEY}"
_OBJECT = re.compile(rf"(?:{_MODULES}\.)?{_RESOURCE}")
_PART = re.compile(rf"{_MODULES}|(?:{_MODULES}\.)?{_RESOURCE}")


def resource(value: str) -> Refusal | None:
    """``-replace``, ``terraform taint``: one object."""
    takes = "the address of a resource, as in 'aws_instance.web' or 'module.shop.aws_instance.web[0]'"
    return None if _OBJECT.fullmatch(value) else Refusal(takes, value)


def target(value: str) -> Refusal | None:
    """``-target``: an object, or a module."""
    takes = "the address of a resource or a module, as in 'aws_instance.web' or 'module.shop'"
    return None if _PART.fullmatch(value) else Refusal(takes, value)
