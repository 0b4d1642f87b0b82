"""What measures has to be right, too."""
