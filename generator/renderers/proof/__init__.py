"""The proof sheet as files: a workbook to read, and data for a machine."""
