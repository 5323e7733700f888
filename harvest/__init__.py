"""How the grammars that come with the tool are made, of the tools themselves."""
