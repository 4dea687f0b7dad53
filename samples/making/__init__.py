"""How the samples are made. Nothing here is read by auditlint."""
