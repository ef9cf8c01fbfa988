"""The length is squared.

Part: a

Your clip compares the squared length u.u with max_norm and divides by it. Square and length agree at 1
and nowhere else: vectors shorter than 1 look even shorter, longer ones are cut far below max_norm.

Next: measure the length of what you return for u = (3, 4) and max_norm = 2.
"""


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = u @ u
    return u * (max_norm / norm) if norm > max_norm else u
