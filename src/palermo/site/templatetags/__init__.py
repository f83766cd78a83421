"""What templates of the front door say in one way."""
