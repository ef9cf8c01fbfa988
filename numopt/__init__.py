"""numopt: the course's library of numerical optimisation, small and exact.

The rooms, in the order in which a beginner reads them: ``problems`` (what there is to minimise),
``line_search`` (how far to go), ``descent`` (the one driver), ``plot`` (pictures).
"""
