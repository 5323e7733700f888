"""What running a command does to the world, told from its words."""
