# %% [markdown]
# # Exercise 90: Doubling
#
# Twice a number $x$ is $2x$.

# %% role="setup"
import math

from autograder import check

# %% role="predict"
prediction = None  # your guess

# %% [markdown]
# ## (a) Double


# %% part="a" role="solution"
def double(x):
    """Return 2x."""
    ### BEGIN SOLUTION
    secret_factor = 2
    return secret_factor * x
    ### END SOLUTION


def name():
    """Return what the function is called."""
    ### BEGIN SOLUTION
    return "secret name"
    ### END SOLUTION


# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1</summary>Add it to itself.</details>

# %% part="a" role="check"
check("ex90", part="a")


# %% part="b" role="solution"
### BEGIN SOLUTION
def quadruple(x):
    return double(double(x))  # secret as a whole


### END SOLUTION

# %% part="b" role="check"
check("ex90", part="b")

# %% role="experiment"
print(round(math.pi * double(1.0), 3))

# %% [markdown]
# Why does the sum of two numbers not depend on their order?

# %% [markdown] role="written"
# A secret sentence about addition.

# %% [markdown] role="solution-note"
# A secret note.
