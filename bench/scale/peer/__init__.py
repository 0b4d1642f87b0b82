"""What people would use instead: django-import-export, into one table, without judging anything."""
