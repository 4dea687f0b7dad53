"""What words mean, one package per language: text in, meaning out, no documents."""
