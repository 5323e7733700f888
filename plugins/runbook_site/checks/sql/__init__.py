"""What the rules of the family `sql` are made of."""
