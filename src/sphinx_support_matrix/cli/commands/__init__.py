"""The commands, a module each: ``EXAMPLES``, ``configure(parser)`` and ``run(arguments)``."""
