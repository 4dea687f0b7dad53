"""The version of auditlint."""

__version__ = "0.1.0"
