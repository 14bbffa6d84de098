"""What the workshop of the house needs and the house itself does not."""
