"""Tests of what happens later."""
