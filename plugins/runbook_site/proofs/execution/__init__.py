"""Commands run for real, against counterparts in the sandbox."""
