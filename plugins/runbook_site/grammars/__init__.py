"""What tools accept: their subcommands, options and values, by version."""
