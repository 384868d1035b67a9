"""A made-up municipality: its deliveries, written as a case system would, and the store filled with them.

Nobody and nothing in it exists. The same size, years and seed give the same bytes.
"""
