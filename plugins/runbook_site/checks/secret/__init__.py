"""What the rules of the family `secret` are made of, and what keeps credentials out of what is shown."""
