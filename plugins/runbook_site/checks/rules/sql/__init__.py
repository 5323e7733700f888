"""What a database would not accept, or would do to more than is meant."""
