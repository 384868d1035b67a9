"""Reading deliveries: formats, mappings (sources/*.toml), rules, load."""
