"""What a tool, in the version named, does not accept."""
