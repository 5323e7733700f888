"""What a runbook has to have so that it can be followed."""
