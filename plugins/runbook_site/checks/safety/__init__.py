"""What the rules of the family `safety` are made of."""
