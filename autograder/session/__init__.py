"""Sessions: where a learner's code runs.  ``Warm`` starts one, ``SandboxedSession`` talks to it."""
