"""Documents that people hand in or systems hold: read once, kept as pages, text and words."""
