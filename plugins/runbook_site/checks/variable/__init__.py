"""What the rules of the family `variable` are made of."""
