"""Programs that tools are given on the command line: of jq and sed, and regular expressions."""
