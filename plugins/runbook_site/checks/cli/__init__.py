"""What the rules of the family `cli` are made of."""
