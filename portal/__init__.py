"""Rechtenloket: the portal for data-subject requests to Dutch organisations."""
