"""Servers, as they run in the sandbox: each is a script that gets nothing of this package."""
