"""What the report to the board is: its periods, its sections and tables, and the cells that are printed."""
