"""Lists of what decisions ask, on the screen and as files, and the words that they are told in."""
