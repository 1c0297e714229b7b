"""What the pages of figures show, ready made."""
