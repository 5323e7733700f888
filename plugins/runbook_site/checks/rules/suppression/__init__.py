"""Suppressions and settings that do harm."""
