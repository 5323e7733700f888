"""Rules, what they find, and how it is told."""
