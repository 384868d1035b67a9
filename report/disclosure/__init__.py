"""Protecting tables that are published: what may not be told, alone or together with all that was told before.

A library of its own, in whole numbers and in Swedish messages; it imports nothing of ours. `protect.protect`
is the front; docs/disclosure.md tells what it protects against and what not.
"""
