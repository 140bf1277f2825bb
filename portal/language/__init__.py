"""Words: message catalogues, dates and legal terms in the reader's language."""
