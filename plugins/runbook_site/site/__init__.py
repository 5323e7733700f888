"""Pages and assets as values: no engine is known here, and no file is written."""
