"""Memory of training: what each of N devices holds when a model is trained with Adam, and what ZeRO divides.

    stage 0    w + g + s          everything on every device (plain data parallel)
    stage 1    w + g + s / N      the optimiser's state is divided
    stage 2    w + (g + s) / N    and the gradients
    stage 3    (w + g + s) / N    and the weights

bytes a parameter, with w for the weights, g for the gradients, s for the optimiser's state.  Rajbhandari,
Rasley, Ruwase and He (2020), section 3 and figure 1.  Activations, buffers and fragmentation come on top:
they are not in this arithmetic, and often exceed it.
"""

from dataclasses import dataclass

GIGABYTE = 1e9  # bytes: the paper counts in powers of ten


@dataclass(frozen=True)
class BytesPerParameter:
    """What one parameter costs, in bytes: its weight, its gradient, the optimiser's state for it.

    ValueError where one of them is negative.
    """

    weight: float
    gradient: float
    state: float

    def __post_init__(self):
        for name in ("weight", "gradient", "state"):
            if not getattr(self, name) >= 0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must not be negative")

    @property
    def total(self) -> float:
        """All three together: what stage 0 holds."""
        return self.weight + self.gradient + self.state


# Two means of 4 bytes; in mixed precision the state also holds a copy of the weights in float32.
ADAM_MIXED = BytesPerParameter(weight=2, gradient=2, state=4 + 4 + 4)
ADAM_FLOAT32 = BytesPerParameter(weight=4, gradient=4, state=4 + 4)
SGD_FLOAT32 = BytesPerParameter(weight=4, gradient=4, state=0)


def bytes_per_device(
    parameters: float, devices: int = 1, stage: int = 0, costs: BytesPerParameter = ADAM_MIXED
) -> float:
    """Return the bytes that each device holds for a model with so many ``parameters``.

    ``stage`` is ZeRO's, 0 to 3; parts are divided evenly.  ValueError where ``parameters`` is negative,
    ``devices`` is less than 1, or there is no such stage.
    """
    if not parameters >= 0:
        raise ValueError(f"parameters is {parameters}; it must not be negative")
    if not devices >= 1:
        raise ValueError(f"devices is {devices}; there must be at least one")
    if stage not in (0, 1, 2, 3):
        raise ValueError(f"stage is {stage}; it is 0, 1, 2 or 3")
    # The parts in the order in which the stages divide them.
    parts = (costs.state, costs.gradient, costs.weight)
    return parameters * (sum(parts[:stage]) / devices + sum(parts[stage:]))


def largest_model(
    memory: float, devices: int = 1, stage: int = 0, costs: BytesPerParameter = ADAM_MIXED
) -> float:
    """Return how many parameters fit where each device has ``memory`` bytes, activations left out.

    The other arguments and their errors are those of bytes_per_device; ValueError where ``memory`` is
    negative.
    """
    if not memory >= 0:
        raise ValueError(f"memory is {memory}; it must not be negative")
    return memory / bytes_per_device(1, devices, stage, costs)
