"""Tests of the parts of our tests that could be wrong without anybody noticing."""
