"""The supervisor of a sandbox: it runs inside, apart from the rest of the package, on the standard library alone."""
