"""JSON-LD contexts and RDF canonicalisation."""
