"""The checks of the verifier's page are made by workers, which it ends when they take long."""

import pytest

from tests.visit import ASSETS, GOOD, HERE, WORDS, Visit, document

WORKER = f"{HERE}/{ASSETS.names['worker.js']}"
HANGS = b"self.onmessage = () => { for (;;); };"


def test_a_check_that_does_not_end_is_ended(visit: Visit) -> None:
    sound = visit.own[WORKER]
    visit.own[WORKER] = HANGS
    visit.page.clock.install(time=GOOD["now"])
    with visit.page.expect_worker():
        visit.open(GOOD)
    visit.own[WORKER] = sound
    visit.hand_in(("badge.json", document(GOOD)))
    visit.page.get_by_role("heading", name="badge.json").wait_for()
    visit.page.clock.fast_forward(10_000)
    answer = visit.answer()
    assert answer.get_attribute("data-state") == "unchecked-signature"
    reason = answer.get_by_text(WORDS["reasons"]["PROGRAM_ERROR/slow"])
    assert reason.count() == len(("proof", "issuer", "status", "dates", "registry"))


def test_the_next_badge_is_checked_by_another_worker(visit: Visit) -> None:
    visit.own[WORKER] = HANGS
    sound = ASSETS.files[ASSETS.names["worker.js"]]
    visit.page.clock.install(time=GOOD["now"])
    with visit.page.expect_worker():
        visit.open(GOOD)
    visit.own[WORKER] = sound
    visit.hand_in(("slow.json", document(GOOD)))
    visit.page.clock.fast_forward(10_000)
    visit.answer()
    visit.hand_in(("badge.json", document(GOOD)))
    visit.page.locator(".answer[data-state=verified]").wait_for()


def test_without_its_worker_the_page_says_so(visit: Visit) -> None:
    del visit.own[WORKER]
    visit.open(GOOD)
    visit.hand_in(("badge.json", document(GOOD)))
    assert visit.problem() == WORDS["inputs"]["NOT_LOADED"]


@pytest.mark.parametrize("count", [2, 40])
def test_badges_of_one_issuer_ask_its_site_once_per_worker(visit: Visit, count: int) -> None:
    visit.open(GOOD)
    visit.hand_in(*((f"{n}.json", document(GOOD)) for n in range(count)))
    visit.page.get_by_role("table").wait_for()
    of_issuer = [url for url in visit.asked if not url.startswith(HERE)]
    assert len(of_issuer) <= len(("did.json", "status list")) * len(("one worker", "another"))
