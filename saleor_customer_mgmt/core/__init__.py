"""The pure core: values in, values and plans out. No Django, no clock, no I/O."""
