"""What a real PostgreSQL makes of SQL that it is given to prepare."""
