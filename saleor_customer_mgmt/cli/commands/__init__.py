"""One module for each subcommand, imported when it is asked for and Django is set up.

Each has ``run(args, terminal)``, which returns the exit code: 0, or 1 when some of it could not be done.
"""
