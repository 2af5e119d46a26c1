"""Interim."""
import hashlib, rfc8785
from datetime import UTC
def canonical_bytes(v): return rfc8785.dumps(v)
def sha256_hex(d): return hashlib.sha256(d).hexdigest()
def content_hash(v): return sha256_hex(canonical_bytes(v))
def instant(dt): return dt.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
