"""Engines that others wrote, for what is too large or too vague for our own core. Optional: ``[splink]``.

Splink works on DuckDB, in this process, and on Spark, on as many machines as there are. Nothing here knows
Django or the database: orders come in and go out as Arrow tables and Parquet files. docs/adr/0101-splink.md
tells why these, and what each brings with it. Import a module of it only when it is used: without the extra
the import of the libraries fails, and :func:`extras.require` says what to install.
"""
