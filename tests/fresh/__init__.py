"""The product on what `make run` installs and nothing else: `make fresh` installs it and asks it (`__main__`).

`imports` looks for what the lock forgot; its test takes packages out of the lock and sees it refused. Nothing here
needs more than Python itself.
"""
