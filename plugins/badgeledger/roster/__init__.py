"""A list of learners as CSV: rows, and what is wrong with them."""
