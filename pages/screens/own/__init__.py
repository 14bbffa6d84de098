"""Screens that one section has for itself."""
