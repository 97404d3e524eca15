"""What stops a command from outside, without Ctrl-C: a workflow or a terminal that is closed."""

import signal

ENDS = frozenset(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)  # fmt: skip


def take_ends_like_ctrl_c() -> None:
    """Have them raise KeyboardInterrupt, so that nothing half is left; one ignored stays so."""
    for number in ENDS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
