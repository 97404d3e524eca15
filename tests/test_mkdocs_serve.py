"""`mkdocs serve`: what staff see while they edit."""

import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from badgeledger.adapters.fetch import WebFetch
from badgeledger.verify import Answer
from tests.example import BIN, ROOT, clone, environment

PATIENCE = 240  # times a quarter of a second


def read(address: str) -> str:
    answer = WebFetch()(address)
    return answer.body.decode() if isinstance(answer, Answer) else ""


def until(condition: Callable[[], bool]) -> None:
    for _ in range(PATIENCE):
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(0.25)
    pytest.fail("it did not come about")


def test_an_edited_award_changes_its_page_and_a_fault_is_told(tmp_path: Path) -> None:
    ledger = clone(ROOT, tmp_path / "ledger")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = next((ledger / "credentials" / "2024-autumn").glob("*.yml"))
    text = file.read_text("utf-8")
    name = re.search(r"name: (.+)", text)
    assert name
    page = f"http://127.0.0.1:{port}/credentials/{file.stem}/"
    log = tmp_path / "log.txt"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [BIN / "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=ledger,
            env=environment(tmp_path),
            stdout=said,
            stderr=said,
        )
        try:
            until(lambda: name[1] in read(page))
            # The server's reload script is inline, so these pages have no policy to stop it.
            assert "Content-Security-Policy" not in read(page)
            assert "livereload" in read(page)
            file.write_text(text.replace(name[1], "Somebody Else-Entirely"), "utf-8")
            until(lambda: "Somebody Else-Entirely" in read(page))
            file.write_text(text + "expries: 2029-01-01\n", "utf-8")
            until(lambda: "B0102" in log.read_text("utf-8"))
            file.write_text(text, "utf-8")
            until(lambda: name[1] in read(page))
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=60)
    assert "Traceback" not in log.read_text("utf-8")
