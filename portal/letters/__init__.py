"""Letters and reports: frozen primitives in, accessible PDF out."""
