"""How far a command has been proven to work: what it does where it can do no harm."""
