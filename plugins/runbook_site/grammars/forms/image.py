"""Names of images: distribution/reference, ``regexp.go``, as docker and kubectl read them before they ask anybody."""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal

_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?"
_PART = r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"(?:{_HOST}/)?{_PART}(?:/{_PART})*(?::\w[\w.-]{{0,127}})?"
    r"(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?",
    re.ASCII,
)
_STANDS_FOR = re.compile(r"\.\.\.|…|@.*x|(?:^|[/<:@])[A-Z][A-Z0-9_-]+(?:$|[/>:@])")
"""What is shortened, or stands for a name of the reader's: ``REGISTRY/web``."""
_LONGEST = 400


def reference(value: str) -> Refusal | None:
    """``[host[:port]/]name[:tag][@digest]``, the name in small letters."""
    if len(value) > _LONGEST or _REFERENCE.fullmatch(value) is not None:
        return None
    if _STANDS_FOR.search(value) is not None:
        return None
    takes = "an image, as in 'registry.example/shop/web:1.4', in small letters and without spaces"
    meant = (value.lower(),) if _REFERENCE.fullmatch(value.lower()) else ()
    if "://" in value and _REFERENCE.fullmatch(value.partition("://")[2]):
        meant = (value.partition("://")[2],)
    return Refusal(takes, value, meant)
