"""Measurements: every figure is a ratio of two commands that took turns in one run."""
