"""What a shell would not do as it is meant to."""
