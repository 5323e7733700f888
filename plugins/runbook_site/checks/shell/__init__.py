"""What the rules of the family `shell` are made of."""
