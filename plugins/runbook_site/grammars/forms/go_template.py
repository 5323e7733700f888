"""Templates of Go's ``text/template``, as ``docker ps --format`` takes them.

An action ends where it began, and holds braces only in quotes (``text/template/parse/lex.go``); each ``range``, ``if``,
``with``, ``block`` and ``define`` has an ``end``.
"""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal

_QUOTED = r"""(?:[^{}"`']|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*')*+"""
_COMMENT = r"/\*(?s:(?:[^*]|\*(?!/))*)\*/\s*"
_ACTION = re.compile(rf"\{{\{{(?:-[ \t\r\n])?\s*+(?:{_COMMENT}|(?P<word>[a-z]*+){_QUOTED})\}}\}}")
_OPENING = frozenset({"range", "if", "with", "block", "define"})
_LONGEST = 4000


def go_template(value: str) -> Refusal | None:
    """Refuse a template with an action that does not end, or a block without its end.

    ``{{'{{'}}`` is another generator's way to write two braces.
    """
    if "{{" not in value or "{{'" in value or len(value) > _LONGEST:
        return None
    words = [match["word"] for match in _ACTION.finditer(value)]
    if "{{" in _ACTION.sub("", value):
        return Refusal("a template in which each '{{' has its '}}'", value)
    opened = sum(word in _OPENING for word in words)
    if opened != words.count("end"):
        return Refusal("a template in which each 'range', 'if' and 'with' has its '{{end}}'", value)
    return None
