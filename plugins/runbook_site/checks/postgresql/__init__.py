"""What PostgreSQL has and takes, by version."""
