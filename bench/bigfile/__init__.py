"""A file of many gigabytes, read in constant memory."""
