"""Variables and placeholders in commands."""
