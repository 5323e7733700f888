"""Real servers and files that commands run against in the sandbox; one module a kind."""
