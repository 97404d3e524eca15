"""Model values to unsigned JSON-LD: one file per class of Open Badges 3.0."""
