"""From files to tables of text cells: what kind of file it is, how it is divided, what stands in which
cell.
"""
