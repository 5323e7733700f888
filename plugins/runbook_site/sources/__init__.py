"""From bytes to text with positions: the only layer that reads files."""
