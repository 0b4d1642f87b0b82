"""What is shown on a real, running Saleor that has the package installed. Standard library only."""
