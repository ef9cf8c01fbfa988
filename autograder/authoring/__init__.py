"""From the one source of an exercise to every file that is made of it.

``source`` reads ``solutions/exNN_name.py``, ``notebooks`` makes the notebooks, ``execute`` runs those that
are shown with their outputs, ``build`` writes all of them. No check and no grading needs anything of it.
"""
