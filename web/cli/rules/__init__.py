"""`flask rules`: what the rules find, and what administrators keep of them."""
