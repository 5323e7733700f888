"""What a block of a runbook says to run: commands, their words, their variables, their risk."""
