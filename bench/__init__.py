"""Measurements of speed, each a ratio of two sides within one run: machines are shared and noisy, ratios are not."""
