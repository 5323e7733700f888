"""What cannot go on."""

from __future__ import annotations


class RunbookSiteError(Exception):
    """The tool cannot do its work; the message says why, and what to do.

    Everything that can be said about a place in a file is a `Finding` instead.
    """
