"""Back door: thin commands, each calls one service or query."""
