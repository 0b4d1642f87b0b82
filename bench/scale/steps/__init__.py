"""What runs in processes of its own: :mod:`bench.scale.step` starts it with Django set up."""
