"""The field's words as frozen, self-checking types and rules. No I/O, no pandas, no Streamlit."""
