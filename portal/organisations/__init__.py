"""Organisation profiles: data that makes one portal serve many organisations."""
