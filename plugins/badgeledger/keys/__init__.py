"""Keys: Ed25519, Multikey, the keyring, signers."""
