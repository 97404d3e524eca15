"""A list of learners: the bytes of a CSV file → rows → learners → triage.

`table.py` reads the CSV, `learners.py` reads each row against the achievement, and `triage.py`
says who can be awarded. Pure: the room takes bytes and values, and never writes. A problem names
its line and never the learner: messages end up in terminals and logs.
"""
