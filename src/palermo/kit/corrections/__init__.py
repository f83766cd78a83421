"""Facts that people correct: which, how each is given and shown, and what a later release may do to them.

`facts` describes a table, `desk` writes, `kept` is what a load does, `records` is read, `forms` asks.
"""
