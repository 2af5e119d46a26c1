"""Files that nobody meant to send: seeds of every kind, what is done to them, and what reading them must never do.

`seeds` are the files to begin with, `mutation` spoils them by their structure, `trial` reads one and says what is
wrong with that, `__main__` lets atheris look for what no one thought of (`make fuzz`).
"""
