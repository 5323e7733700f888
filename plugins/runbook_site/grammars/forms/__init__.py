"""Values that have a form of their own, which no pattern or list describes."""
