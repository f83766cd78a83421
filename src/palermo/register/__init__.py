"""Who is bound by what, since when, as known when."""
