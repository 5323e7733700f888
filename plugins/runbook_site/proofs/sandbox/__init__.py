"""Where commands run that nobody vouches for, and what they cannot do there."""
