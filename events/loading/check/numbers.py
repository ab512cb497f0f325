"""Numbers that must not decrease, such as low, best and high estimates."""


def in_order(values, names, excused=()):
    """Yield (field, message) where a later one of the named numbers is lower than an earlier one."""
    given = [(name, values[name]) for name in names if values.get(name) is not None]
    pairs = [(first, last) for i, first in enumerate(given) for last in given[i + 1 :]]
    for (name, low), (other, high) in pairs:
        if low > high and (name, other) not in excused:
            yield name, f"{name} {low} is above {other} {high}; put them in order"
