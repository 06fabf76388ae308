"""A month of watches: twenty stories that move, in feeds of a loopback server, told over a simulated Discord that fails.

`python -m tests.watch_month` tells it whole and prints what was told; `test_watch_month` tells a part of it.
"""
