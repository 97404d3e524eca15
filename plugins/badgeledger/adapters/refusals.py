"""What is wrong with the ledger, or with the disk, told as a host's own error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from badgeledger.errors import BadgeLedgerError, refused_by_the_disk


@contextmanager
def refusals_as(error_of: Callable[[str], Exception]) -> Iterator[None]:
    """Within, what this package or the disk refuses is raised as the error made of its words."""
    try:
        yield
    except (BadgeLedgerError, OSError) as error:
        told = refused_by_the_disk(error) if isinstance(error, OSError) else error
        raise error_of(str(told)) from None
