"""What a whole build knows about its matrices: the domain, its roles, and what a reference means."""
