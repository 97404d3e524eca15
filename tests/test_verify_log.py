"""Reading an issuer's log while it grows, and asking for little of it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from badgeledger.verify import Answer, Report, Unreachable, verify
from tests.verify_cases.case import GOOD
from tests.verify_cases.logged import ISSUED, C
from tests.verify_log import LOG, binary, entries, entry, files, naming
from tests.verify_world import NOW, POSITION, Fetched, answers, body_of

CHECKPOINT = f"{LOG}checkpoint"


class Site:
    """What the issuer's site answers: one state of it after the other, one for each checkpoint."""

    def __init__(self, *states: Fetched) -> None:
        self._states = list(states)
        self._now = answers(naming())
        self.asked: list[str] = []

    def __call__(self, url: str) -> Answer | Unreachable:
        self.asked.append(url)
        if url == CHECKPOINT and self._states:
            self._now = answers(naming()) | self._states.pop(0)
        found = self._now.get(url)
        return Answer(200, body_of(found)) if found else Answer(404, b"")


def checked(site: Site) -> Report:
    return verify(json.dumps(GOOD).encode(), fetch=site, now=NOW)


def grown(size: int) -> Fetched:
    return files(entries(ISSUED, size))


def only_checkpoint(size: int) -> Fetched:
    """The site that is published anew at once after its checkpoint was read."""
    return {CHECKPOINT: grown(size)[CHECKPOINT]}


def test_a_log_that_grows_while_it_is_read_is_read_by_its_new_checkpoint() -> None:
    site = Site(only_checkpoint(60), grown(61))
    report = checked(site)
    assert (report.state, report.checks[-1].code) == ("verified", "LOG_OK")
    assert "61 entries" in report.checks[-1].reason
    assert site.asked.count(CHECKPOINT) == 2


def test_one_that_still_lacks_its_tiles_is_out_of_reach() -> None:
    site = Site(only_checkpoint(60), only_checkpoint(61), grown(61))
    report = checked(site)
    assert (report.state, report.checks[-1].code) == ("verified", "LOG_UNREACHABLE")
    assert site.asked.count(CHECKPOINT) == 2


def test_only_the_tiles_on_the_way_are_asked_for() -> None:
    site = Site(grown(700))
    assert checked(site).checks[-1].code == "LOG_OK"
    of_log = [url.removeprefix(LOG) for url in site.asked if url.startswith(LOG)]
    assert sorted(of_log) == ["checkpoint", "tile/0/000", "tile/0/002.p/188", "tile/1/000.p/2"]


def test_the_entry_is_asked_for_only_where_the_badge_does_not_give_it() -> None:
    site = Site(files(entries(entry("change", c=C, i=POSITION - 1), 70)))
    assert checked(site).checks[-1].code == "LOG_OK"
    assert f"{LOG}tile/entries/000.p/70" in site.asked


CHANGED = files(entries(entry("change", c=C, i=POSITION - 1), 300))
LOOKED_AT = [url for url in CHANGED if not url.endswith(("keys.json", "entries/001.p/44"))]


@given(url=st.sampled_from(LOOKED_AT), data=st.data())
def test_one_bit_anywhere_in_what_is_looked_at_is_noticed(url: str, data: st.DataObject) -> None:
    sound = bytearray(body_of(CHANGED[url]))
    place = data.draw(st.integers(0, 8 * len(sound) - 1))
    sound[place // 8] ^= 1 << place % 8
    report = checked(Site(CHANGED | {url: binary(bytes(sound))}))
    code = "LOG_CHECKPOINT" if url == CHECKPOINT else "LOG_TREE"
    assert (report.state, report.checks[-1].code) == ("log-disagrees", code)


@given(url=st.sampled_from([*LOOKED_AT, f"{LOG}keys.json"]), body=st.binary(max_size=200))
def test_whatever_stands_in_a_log_there_is_a_report(url: str, body: bytes) -> None:
    report = checked(Site(CHANGED | {url: binary(body)}))
    expected = "log-disagrees" if url in LOOKED_AT else "verified"
    assert report.state == expected
