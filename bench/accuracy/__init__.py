"""How many mistakes the checks find, and how often they are wrong: sound commands, each damaged in many ways."""
