"""The monthly report: frozen, protected, reproducible."""
