"""What an audit asks of a published site: one file for each question."""
