"""The command line: reads arguments, calls the stages, writes what comes out."""
