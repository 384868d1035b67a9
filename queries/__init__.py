"""Questions to the store, one .sql file each, and the one Python door that asks them."""
