"""Which variables hold the address of a service together with the password for it."""

from __future__ import annotations

import re

_SERVICES = (
    "DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MSSQL|MONGO(?:DB)?|REDIS|REDISCLOUD|VALKEY|KEYDB|AMQP|CLOUDAMQP|"
    "RABBITMQ|RABBIT|BROKER|CLICKHOUSE|COCKROACH(?:DB)?|SNOWFLAKE|SUPABASE_DB|JDBC|DIRECT|SHADOW_DATABASE|SMTP"
)
_HOLDS_PASSWORD = re.compile(
    rf"(?:.*_)?(?:{_SERVICES})(?:_(?:PRIVATE|PUBLIC|DIRECT|POOL(?:ED|ER)?|PRISMA|NON_POOLING|CONNECTION))*_(?:URL|URI)|"
    r"(?:.*_)?DSN|(?:.*_)?CONN(?:ECTION)?_?STR(?:ING)?",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"(?:.*_)?SENTRY(?:_\w+)?_DSN", re.IGNORECASE)
"""Addresses that every browser gets to see."""


def holds_password(name: str) -> bool:
    """Whether the name of a variable says that it holds an address with a user and a password in it."""
    return _HOLDS_PASSWORD.fullmatch(name) is not None and _PUBLIC.fullmatch(name) is None
