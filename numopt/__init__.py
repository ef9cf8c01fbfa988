"""numopt: the course's library of numerical optimisation, small and exact.

The rooms, in the order in which a beginner reads them: ``problem`` and ``problems`` (what there is to
minimise), ``derivatives`` (how they are checked), ``line_search`` and ``wolfe`` (how far to go), ``descent``
(the one driver), ``newton``, ``quasi_newton``, ``subproblem`` and ``trust_region``, ``conjugate_gradient``,
``newton_cg`` (which way to go), ``adaptive`` and ``clipping`` (first-order methods), ``precision`` (short
floating-point numbers), ``spectrum`` (eigenvalues from products), ``plot`` (pictures).  Collections of
problems: ``more_garbow_hillstrom``, ``learning_problems``.
"""
