"""A million orders, measured beside what people would use instead: ``make bench``.

Each figure is a ratio of two things that were measured in turn, in one run, on one PostgreSQL: these machines
are too noisy for anything else. What the product does, it does in processes of its own, through services
that everybody else calls too.
"""
