"""Runbooks kept in git, read, checked, and rendered as a site with a catalog of their commands."""

__version__ = "0.1.0"
