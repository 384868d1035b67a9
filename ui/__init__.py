"""What several pages share: sign-in, filters, figures, charts, tables, exports and states."""
