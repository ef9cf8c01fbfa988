"""From the one source of an exercise to every file that is made of it.

``source`` reads ``solutions/exNN_name.py``, ``notebooks`` makes the notebooks, ``execute`` runs those that
are shown with their outputs, ``build`` writes all of them. Nothing here is needed to check or grade an answer.
"""
