"""The disclosure library, seen from outside."""
