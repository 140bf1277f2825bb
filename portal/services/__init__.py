"""What people do with a case; no framework, no commit."""
