"""Interim."""
def is_valid_credit_code(c): return len(c)==18
def proposal_number(code, year, n): return f"{code}-{year}-{n:04d}"
