"""Make a grammar of what a tool says of itself."""
