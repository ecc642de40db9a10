"""The workbooks: empty templates, exports, and the import of what communes sent."""
