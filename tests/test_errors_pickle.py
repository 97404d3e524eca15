"""Errors travel from worker processes whole."""

from multiprocessing.reduction import ForkingPickler

import pytest

from badgeledger.errors import BadgeLedgerError, ContentError, MachineError
from badgeledger.rdf.safety import undefined


@pytest.mark.parametrize(
    "error",
    [
        ContentError.because("B0504", "a: odd", "mend it", path="a.yml", line=3, column=1),
        MachineError.because("B0502", "missing", "install it"),
        undefined("no context defines it", "hours"),
    ],
)
def test_an_error_comes_back_as_it_was(error: BadgeLedgerError) -> None:
    again = ForkingPickler.loads(ForkingPickler.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)
