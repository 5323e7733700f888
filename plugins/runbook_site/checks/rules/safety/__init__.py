"""Commands that do more harm than their author meant."""
