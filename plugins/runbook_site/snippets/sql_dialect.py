"""The SQL dialect of a text, where nobody says it."""

from __future__ import annotations

import re

_MYSQL = re.compile(
    r"""`\w[^`\n]{0,120}` | \\G[ \t]*+$ | \bauto_increment\b | \bengine[ \t]*+=[ \t]*+\w | '@'[\w%.-]{1,255}'
    | \bidentified[ ]by\b | \bflush[ ](?:privileges|tables|logs|hosts|status)\b | \bload[ ]data[ ](?:local[ ])?infile\b
    | \b(?:optimize|check|repair)[ ]table\b | ^[ \t]*+(?:desc|describe)[ ]\w | @@(?:global|session|[a-z]+_\w+)
    | ^[ \t]*+(?:start|stop|reset)[ ](?:slave|replica|master)\b
    | ^[ \t]*+change[ ](?:master|replication[ ]source)[ ]to\b
    | ^[ \t]*+show[ ](?:(?:full|global|session)[ ])?(?:processlist|databases|schemas|tables|grants|create|engines?
        |triggers|variables|status|columns|index(?:es)?|keys|binary|binlog|master|slaves?|replicas?|function|procedure|open|plugins
        |events|warnings|errors)\b""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""What only MySQL and MariaDB know."""


def dialect_of(text: str) -> str:
    """The dialect by signs that no other one has; PostgreSQL's where there are none."""
    return "mysql" if _MYSQL.search(text) else "postgresql"
