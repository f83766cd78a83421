"""What the page of a decision sets in Python, because a template would take as long as all the rest."""
