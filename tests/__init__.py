"""How the house is tested: folders mirror the code; `conftest.py` hands out databases, servers and clients."""
