"""What is no command, and looks like something else: JSON, YAML, logs, tables, PromQL."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LARGEST_JSON = 1_000_000

_JSON_MEMBER = re.compile(r"\s*+[\[{]\s*+(?:[\[{]\s*+)*+\"[^\"\n]{0,200}\"\s*:")
_YAML_LINE = re.compile(r"\s*+(?:- )*+(?:[\"']?[A-Za-z_][\w./-]*+[\"']?:(?:[ \t].*|)|- \S.*|[\])}],?|---|\.\.\.)$")
_YAML_KEY = re.compile(r"\s*+(?:- )*+[\"']?[A-Za-z_][\w./-]*+[\"']?:(?:[ \t]|$)")
_PROMQL_FUNCTIONS = (
    "sum|avg|min|max|count|group|stddev|stdvar|topk|bottomk|quantile|count_values|histogram_quantile|rate|irate"
    "|increase|delta|idelta|deriv|predict_linear|label_replace|label_join|absent|absent_over_time|sort_desc|clamp_max"
    "|clamp_min|changes|resets|(?:avg|min|max|sum|count|quantile|stddev|last|present)_over_time|vector|scalar"
)
_PROMQL = re.compile(
    rf"""[\s(]*+(?:
      (?:{_PROMQL_FUNCTIONS})\s*+(?:(?:by|without)\s*+\([\w\s,]*\)\s*+)?\(\s*+[^)\s]
    | [a-zA-Z_:][\w:]*+\{{\s*+[a-zA-Z_]\w*+\s*+(?:=~|!~|!=|=)\s*+["']
    | [a-zA-Z_:][\w:]*+\[\d+[smhdw]\]
    )""",
    re.VERBOSE,
)
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_LOG_LINE = re.compile(
    rf"""\s*+(?:
      [\["(]?\d{{4}}[-/]\d{{2}}[-/]\d{{2}}[T ]\d{{2}}:\d{{2}}
    | (?:{_MONTH})\s+\d{{1,2}}\s\d{{2}}:\d{{2}}:\d{{2}}\s
    | [IWEF]\d{{4}}\s\d{{2}}:\d{{2}}:\d{{2}}
    | (?:time|ts|level|caller)=["\w]
    | \d{{1,3}}(?:\.\d{{1,3}}){{3}}\s\S+\s\S+\s\[
    | \[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL)\]?[: ]\s*\S
    )""",
    re.VERBOSE,
)
_TABLE_HEAD = re.compile(r"\s*+[A-Z][A-Z0-9()/_%.#-]*+(?: [A-Z0-9()/_%-]+)*(?:[ ]{2,}|\t)\s*+[A-Z(%#][^\n]*$")
_TABLE_RULE = re.compile(r"\s*+[+|]?-{2,}(?:[+|]-{2,})+[+|]?\s*$")
_TABLE_BORDER = re.compile(r"\s*+[│╷╵┌└├╭╰║╔]")
_TRACE = re.compile(
    r"Traceback \(most recent call last\):|panic: |goroutine \d+ \[|Exception in thread \"|Caused by: "
    r"|\S+(?:Exception|Error): [^\n]*\n\s+at "
)
_MESSAGE = re.compile(r"\s*+(?:error|warning|fatal|failed|panic)\b[^\n:]{0,80}: ", re.IGNORECASE)
_DIFF = re.compile(r"(?:diff --git a/|--- a/|@@ -\d+|\+\+\+ b/)")
_TAG = re.compile(r"\s*+(?:<\?xml\b|<!DOCTYPE\b|<([A-Za-z][\w:-]*)(?:\s[^<>\n]*)?>)")
_HCL = re.compile(
    r"\s*+(?:(?:resource|data|module|variable|provider|output|backend)\s+\"[^\"\n]+\"\s*(?:\"[^\"\n]+\"\s*)?|locals\s+|"
    r"terraform\s+)\{\s*(?:\n|$)"
)
_SCRIPT = re.compile(
    r"\s*+(?:import\s[^\n]*\sfrom\s+['\"]|import \{|(?:export\s+)?(?:const|let|async function)\s+\w+[ (:]"
    r"|export default |interface \w+ \{|def \w+\([^)\n]*\):|from \w[\w.]* import |package \w+\n|func \w*\()"
)
_INI = re.compile(r"\s*+\[[^\s\[\]][^\[\]\n]*\][ \t]*(?:#[^\n]*)?\n\s*+[\w.-]+[ \t]+=[ \t]")
_POWERSHELL = re.compile(r"\s*+PS [A-Za-z]:\\[^>\n]*>|\s*+[A-Z]:\\[^>\n]*>")
_PYTHON = re.compile(r"\s*+>>> ")
_REDIS = re.compile(r"\s*+(?:redis|(?:\d{1,3}\.){3}\d{1,3}|localhost)(?::\d+)?(?:\[\d+\])?> \S")
_CLIENT = re.compile(
    r"""\s*+(?:(?:sftp|ftp|lftp|gpg|mongos?|irb|pry|influx|nsupdate|ldap|telnet|gdb|lldb|iex|ghci|scala)[^\s>]{0,40}>
      | \w[\w-]{0,60}:(?:PRIMARY|SECONDARY|ARBITER|OTHER|RECOVERING|STARTUP2?)>
      | \w[\w-]{0,60}[ ]\[[^\]()\n]{1,60}\][ ]\w{0,60}>
      | irb\([^)\n]{1,40}\):\d+(?::\d+)?[>*]? | \[\d+\][ ]pry\([^)\n]{1,40}\)> | iex\(\d+\)>
      | \[[^\]\n]{1,40}\][ ][\w-]{1,40}> )[ ]\S""",
    re.VERBOSE,
)
_LIST = re.compile(r"\s*+[-*•] \S")
_HTTP = re.compile(r"\s*+(?:HTTP/\d|(?:GET|POST|PUT|PATCH|DELETE|HEAD) /\S*(?: HTTP/\d| *$))", re.MULTILINE)


def looks_like(text: str) -> str:
    """What a text looks like that is neither shell nor SQL; empty where it may well be one of them.

    Each sign is one that no sound shell text shows: a line that a shell would take for the name of a
    command which nobody has.
    """
    body = text.strip()
    if not body:
        return ""
    return next((name for name, matches in _SIGNS.items() if matches(body)), "")


def _is_json(text: str) -> bool:
    if text[0] not in "{[":
        return False
    if _JSON_MEMBER.match(text):
        return True
    if len(text) > _LARGEST_JSON:
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return bool(value)


def _is_yaml(text: str) -> bool:
    lines = _said(text)
    if not lines or not (_YAML_KEY.match(lines[0]) or lines[0].rstrip() == "---"):
        return False
    return _most(lines, _YAML_LINE)


def _is_promql(text: str) -> bool:
    lines = [line for line in _said(text) if not line.lstrip().startswith("//")]
    return _PROMQL.match("\n".join(lines[:6])) is not None


def _is_log(text: str) -> bool:
    lines = _said(text)
    return bool(lines) and _LOG_LINE.match(lines[0]) is not None and _most(lines, _LOG_LINE)


def _is_table(text: str) -> bool:
    lines = _said(text)
    if not lines:
        return False
    if _TABLE_BORDER.match(lines[0]) or _TABLE_RULE.match(lines[0]):
        return True
    if len(lines) > 1 and _TABLE_RULE.match(lines[1]):
        return True
    return _TABLE_HEAD.match(lines[0]) is not None and not any(sign in lines[0] for sign in "=$;|`\"'")


def _is_markup(text: str) -> bool:
    found = _TAG.match(text)
    return found is not None and (found[1] is None or f"</{found[1]}>" in text)


def _is_list(text: str) -> bool:
    lines = _said(text)
    return bool(lines) and _LIST.match(lines[0]) is not None and _most(lines, _LIST)


def _begins(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.match(text) is not None


def _begins_below_comments(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.match("\n".join(_said(text)[:8])) is not None


def _said(text: str) -> list[str]:
    """The lines that say something: no blank ones, no comments."""
    return [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]


def _most(lines: list[str], pattern: re.Pattern[str]) -> bool:
    """Whether at least half of the lines, and half of those at the first one's indent, look alike."""
    return 2 * sum(pattern.match(line) is not None for line in lines) >= len(lines)


_SIGNS: Mapping[str, Callable[[str], bool]] = {
    "JSON": _is_json,
    "a diff": _begins(_DIFF),
    "a stack trace": _begins(_TRACE),
    "PowerShell": _begins(_POWERSHELL),
    "a Python session": _begins(_PYTHON),
    "a Redis session": _begins(_REDIS),
    "a session of another program": _begins(_CLIENT),
    "HTTP": _begins(_HTTP),
    "HCL": _begins_below_comments(_HCL),
    "source code": _begins_below_comments(_SCRIPT),
    "INI": _begins(_INI),
    "a message": _begins(_MESSAGE),
    "a log": _is_log,
    "a table": _is_table,
    "markup": _is_markup,
    "PromQL": _is_promql,
    "YAML": _is_yaml,
    "a list": _is_list,
}
