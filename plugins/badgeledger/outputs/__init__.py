"""What the site is made of: one file per kind of output."""
