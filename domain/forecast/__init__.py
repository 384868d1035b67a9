"""Where the year ends: a forecast of cost from what runs, what is likely to begin, and how long stays last.

The method is that of docs/decisions/0013-forecast.md. Nothing here reads or writes: a basis goes in, sums come out.
What is estimated for one stay is never told of alone.
"""
