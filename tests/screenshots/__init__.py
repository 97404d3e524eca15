"""Pictures of every kind of page and state, to be looked at one by one: `make screenshots`."""
