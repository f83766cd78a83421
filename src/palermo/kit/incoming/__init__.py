"""Files in: a table that a person gives, read in a process of its own, with every problem in its place.

`tables.read` is the one way in; `staging` keeps what was given until it is saved. Modules that `child` uses
import nothing of Django, so that the process is there at once.
"""
