"""Commands run in the sandbox with every outside program replaced by a recorder."""
