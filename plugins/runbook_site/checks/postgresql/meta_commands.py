r"""The meta-commands of psql, and the version that brought each of the newer ones.

Source: psql's own answers (versions 15 and 18); PostgreSQL documentation, release notes of psql.
"""

from __future__ import annotations

import re

from runbook_site.snippets.vocabulary import word_set

_COMMANDS = word_set(
    r"""
    \! \? \C \H \T \a \c \cd \connect \conninfo \copy \copyright \crosstabview \d \dA \dAc \dAf \dAo \dAp \dC \dD \dE
    \dF \dFd \dFp \dFt \dL \dO \dP \dPi \dPin \dPn \dPt \dPtn \dRp \dRs \dS \dT \dX \da \db \dc \dconfig \dd \ddp \de
    \des \det \deu \dew \df \dfa \dfn \dfp \dft \dfw \dg \di \dl \dm \dn \do \dp \drds \ds \dt \du \dv \dx \dy \e
    \echo \edit \ef \elif \else \encoding \endif \errverbose \ev \f \g \gdesc \getenv \gexec \gset \gx \h \help \html
    \i \if \include \include_relative \ir \l \list \lo_export \lo_import \lo_list \lo_unlink \o \out \p \parse
    \password \print \prompt \pset \q \qecho \quit \r \reset \restrict \s \set \setenv \sf \sv \t \timing \unrestrict
    \unset \w \warn \watch \write \x \z \bind \bind_named \close_prepared \drg \endpipeline \flush \flushrequest
    \getresults \sendpipeline \startpipeline \syncpipeline \lx \. \;
    """
)
_SINCE = {
    r"\dAc": 13,
    r"\dAf": 13,
    r"\dAo": 13,
    r"\dAp": 13,
    r"\warn": 13,
    r"\dX": 14,
    r"\dconfig": 15,
    r"\getenv": 15,
    r"\bind": 16,
    r"\drg": 16,
    **dict.fromkeys((r"\parse", r"\bind_named", r"\close_prepared", r"\startpipeline", r"\endpipeline"), 18),
    **dict.fromkeys((r"\syncpipeline", r"\sendpipeline", r"\flush", r"\flushrequest", r"\getresults", r"\lx"), 18),
}
_RELATION_LETTERS = re.compile(r"\\d[EPimnstvSx+]+")
_SUFFIXED = re.compile(r"\\(?:d\w*|l|list|lo_list|sf|sv|z|lx)[S+x]+")
_QUOTED = re.compile(r"'(?:[^']|'')*+'|\"[^\"]*+\"")
_NAME = re.compile(r"\\(?:[!?.;]|[A-Za-z_]+[+]?\w*)")


def meta_command_name(text: str) -> str:
    r"""The name of a meta-command: ``\dt+`` of ``\dt+ orders``."""
    found = _NAME.match(text)
    return found.group() if found else text.split(None, 1)[0]


def command_problem(name: str, version: str) -> str:
    """Why psql of a version refuses a meta-command; empty where it does not.

    Args:
        name: As `meta_command_name` gives it.
        version: Of psql; empty where it is not known.
    """
    base = _base(name)
    if not base:
        return f"psql has no meta-command {name}"
    since = _SINCE.get(base, 0)
    major = version.partition(".")[0]
    if since and major.isdigit() and int(major) < since:
        return f"psql {major} has no meta-command {name}: it came with version {since}"
    return ""


def is_cut(text: str) -> bool:
    r"""Whether a ``\copy (`` has no end in its line."""
    if not text.startswith("\\copy") or "\n" in text:
        return False
    bare = _QUOTED.sub("", text)
    return bare.count("(") > bare.count(")")


def meta_commands() -> frozenset[str]:
    """All that there are."""
    return _COMMANDS


def _base(name: str) -> str:
    if name in _COMMANDS:
        return name
    if _RELATION_LETTERS.fullmatch(name):
        return r"\d"
    bare = name.rstrip("S+x") if _SUFFIXED.fullmatch(name) else ""
    return bare if bare in _COMMANDS else ""
