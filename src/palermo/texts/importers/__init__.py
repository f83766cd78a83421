"""Files in: the official text of a treaty, plain or as Akoma Ntoso, planned before it is kept.

`plans` makes the plan, `reading` reads a file, `apart` does so in a process of its own. What that process
uses imports nothing of Django, so that it is there at once; this file imports nothing at all.
"""
