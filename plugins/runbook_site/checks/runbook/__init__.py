"""What the rules of the family `runbook` are made of."""
