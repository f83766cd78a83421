"""State, organization, user: who acts."""
