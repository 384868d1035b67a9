"""What a cell means: columns of text in, typed columns out. What cannot be read is null; no reader raises."""
