"""The checks of a credential, as the browser makes them."""
