"""What works where: the model, its levels and requirements, and what can be asked of it."""
