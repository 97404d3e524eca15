"""Which values a result can have, as its description in the achievement says."""

import re
from decimal import Decimal

from badgeledger.model import ResultDescription
from badgeledger.values import shown

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)


def value_fault(description: ResultDescription, value: str) -> str | None:
    """Why a result cannot have the value; None if it can."""
    if description.allowed and value not in description.allowed:
        return f"{shown(value)} is none of {', '.join(description.allowed)}"
    if description.minimum is None and description.maximum is None:
        return None
    number, lowest, highest = (
        _number(text) for text in (value, description.minimum, description.maximum)
    )
    if number is None:
        return f"{shown(value)} is not a number"
    if lowest is not None and number < lowest:
        return f"{value} is below the minimum {description.minimum}"
    if highest is not None and number > highest:
        return f"{value} is above the maximum {description.maximum}"
    return None


def bounds_faults(description: ResultDescription) -> dict[str, str]:
    """Field → what is wrong with it, where the description cannot hold."""
    faults = {}
    lowest, highest = _number(description.minimum), _number(description.maximum)
    if description.minimum is not None and lowest is None:
        faults["minimum"] = f"{shown(description.minimum)} is not a number"
    if description.maximum is not None and highest is None:
        faults["maximum"] = f"{shown(description.maximum)} is not a number"
    if lowest is not None and highest is not None and lowest > highest:
        faults["minimum"] = f"the minimum {lowest} is above the maximum {highest}"
    required, levels = description.required, [level.id for level in description.levels]
    if not faults and required is not None and required not in levels:
        only_levels = levels and not description.allowed and highest is None and lowest is None
        fault = f"{shown(required)} is no level" if only_levels else None
        if fault := fault or value_fault(description, required):
            faults["required"] = fault
    return faults


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None and NUMBER.fullmatch(text) else None
