"""Whether a postal code exists and belongs to the place that stands behind it. Doubt is ``unchecked``."""
