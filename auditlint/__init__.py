"""auditlint: a lint for published reports."""

__version__ = "0.1.0"
