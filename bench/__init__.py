"""How fast it is, each figure beside the limit of what it stands on. Ratios carry over to other machines, times do not."""
