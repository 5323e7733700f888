"""Which names hold an address with a password."""

from __future__ import annotations

import pytest

from runbook_site.checks.secret.connection_names import holds_password

HOLD = (
    *("DATABASE_URL", "database_url", "STAGING_DATABASE_URL", "REDIS_URL", "CACHE_REDIS_URL", "MONGO_URI"),
    *("MONGODB_URI", "POSTGRES_POOLER_URL", "POSTGRES_PRISMA_URL", "DATABASE_PUBLIC_URL", "CELERY_BROKER_URL"),
    *("AMQP_URL", "SQL_DSN", "DSN", "DB_CONNECTION_STRING", "AZURE_STORAGE_CONNECTION_STRING", "DB_CONN_STR"),
)
OPEN = (
    *("BASE_URL", "API_URL", "WEBHOOK_URL", "SENTRY_DSN", "NEXT_PUBLIC_SENTRY_DSN", "DB_HOST", "DATABASE_NAME", "URL"),
    *("REDIS_PORT", "DATABASE", "MY_URLS", "QUEUE_URL", "IMAGE_URI", "CONNECTIONS", "DATABASE_URL_FILE"),
)


@pytest.mark.parametrize("name", HOLD)
def test_addresses_of_databases_hold_a_password(name: str) -> None:
    """What everybody calls the address of a database, a cache or a broker, is kept off the terminal."""
    assert holds_password(name)


@pytest.mark.parametrize("name", OPEN)
def test_other_addresses_do_not(name: str) -> None:
    """Addresses of pages, hosts, queues and images may be shown."""
    assert not holds_password(name)
