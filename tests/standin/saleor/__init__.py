"""Not Saleor: the stand-in of ``tests.standin``. Never installed or delivered."""
