"""One module a rule: its docstring is its page, ``RULE`` describes it, ``check`` finds."""
