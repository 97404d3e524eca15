"""Who made a commit: real SSH keys, made by ssh-keygen, and commits that git signed with them."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.build import build
from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.ssh_signature import public_key, signing_key
from badgeledger.ledger.signers import FILE, names_of_signers, read_allowed_signers
from tests.ledger_simulator import DAY, START, LedgerSimulator
from tests.publishing import by_key

KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with SSH keys, `mira` and `tom`, and one that nobody allows."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("mira", "tom", "stranger"):
        new = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name))
        subprocess.run(new, check=True, capture_output=True)
    return folder


def line(staff: Path, who: str, name: str, options: str = "") -> str:
    kind, key, _ = (staff / f"{who}.pub").read_text().split()
    return " ".join(filter(None, (f"{who}@harbour.example", options, kind, key, name))) + "\n"


@pytest.fixture
def ledger(tmp_path: Path, staff: Path) -> LedgerSimulator:
    ledger = LedgerSimulator(tmp_path / "ledger").issuer(names_of_staff=True).achievement()
    lines = "# Who may sign\n\n" + line(staff, "mira", "Mira Holt") + line(
        staff, "tom", "Tom Field", 'namespaces="git",valid-before="20260107"')  # fmt: skip
    ledger.write(FILE, lines).award(1).commit("Unsigned")
    ledger.git("config", "gpg.format", "ssh")
    return ledger


def signed(ledger: LedgerSimulator, key: Path, *arguments: str) -> str:
    sign = ("-c", f"user.signingkey={key}", "commit", "--quiet", "--gpg-sign", "--allow-empty")
    ledger.git("add", "--all")
    ledger.git(*sign, *(arguments or ("--message=Signed",)))
    return ledger.head()


def names(ledger: LedgerSimulator) -> dict[str, str]:
    commits = ledger.git("rev-list", "HEAD").decode().split()
    return names_of_signers(ledger.root, [*commits, "", *commits])


def test_a_signed_commit_has_its_signers_name(ledger: LedgerSimulator, staff: Path) -> None:
    commit = signed(ledger.award(2), staff / "mira", "--message=Über\n\ntwo lines\n")
    assert names(ledger) == {commit: "Mira Holt"}


def test_git_itself_agrees(ledger: LedgerSimulator, staff: Path) -> None:
    commit = signed(ledger.award(2), staff / "mira")
    ledger.git("config", "gpg.ssh.allowedSignersFile", str(ledger.root / FILE))
    ledger.git("verify-commit", commit)


def test_a_stranger_an_old_key_and_no_signature_have_no_name(
    ledger: LedgerSimulator, staff: Path
) -> None:
    signed(ledger.award(2), staff / "stranger")
    early = signed(ledger.award(3), staff / "tom")
    ledger.time = START + 3 * DAY
    signed(ledger.award(4), staff / "tom")
    assert names(ledger) == {early: "Tom Field"}


def test_a_merge_that_nobody_signed_is_of_whoever_signed_what_was_merged(
    ledger: LedgerSimulator, staff: Path
) -> None:
    ledger.branch("more").award(2)
    signed(ledger, staff / "mira")
    ledger.switch("main")
    merge = ledger.merge("more")
    assert names(ledger)[merge] == "Mira Holt"
    ledger.branch("last").award(3).commit("Not signed")
    ledger.switch("main")
    assert ledger.merge("last") not in names(ledger)


@pytest.mark.parametrize("what", ["message", "time", "signature", "key"])
def test_a_commit_that_was_changed_has_no_name(
    what: str, ledger: LedgerSimulator, staff: Path
) -> None:
    data = ledger.git("cat-file", "commit", signed(ledger.award(2), staff / "mira"))
    changed = {
        "message": data.replace(b"Signed", b"Forged"),
        "time": data.replace(b" +0000\n", b" +0100\n", 1),
        "signature": data.replace(b"\n ", b"\n A", 1),
        "key": data.replace(b"gpgsig", b"gpgsig2"),
    }[what]
    assert changed != data
    (ledger.top / "forged").write_bytes(changed)
    made = ledger.git("hash-object", "-t", "commit", "-w", "--literally", "forged").decode().strip()
    ledger.git("update-ref", "HEAD", made)
    assert names(ledger) == {}


def test_without_the_file_nobody_is_named(ledger: LedgerSimulator, staff: Path) -> None:
    signed(ledger.remove(FILE), staff / "mira")
    assert names(ledger) == {}


def test_sha256_repositories_too(tmp_path: Path, staff: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "it", object_format="sha256").issuer()
    ledger.write(FILE, line(staff, "mira", "Mira Holt")).git("config", "gpg.format", "ssh")
    commit = signed(ledger, staff / "mira")
    assert names(ledger) == {commit: "Mira Holt"}


@pytest.mark.parametrize(
    "bad",
    [
        "mira@harbour.example",
        f"mira@harbour.example ssh-ed25519 {KEY}",  # without a name
        f"mira@harbour.example ssh-rsa {KEY} Mira",
        f"mira@harbour.example ssh-ed25519 {KEY[:-4]} Mira",
        f"mira@harbour.example ssh-ed25519 {KEY}= Mira",
        f'mira@harbour.example namespaces="file" ssh-ed25519 {KEY} Mira',
        f"mira@harbour.example cert-authority ssh-ed25519 {KEY} Mira",
        f'mira@harbour.example valid-before="soon" ssh-ed25519 {KEY} Mira',
        f'mira@harbour.example valid-after="20260101",more="x" ssh-ed25519 {KEY} Mira',
    ],
)
def test_a_line_that_cannot_be_read_is_named(bad: str) -> None:
    good = f'mira@harbour.example valid-after="20260101" ssh-ed25519 {KEY} Mira Holt'
    assert [each.name for each in read_allowed_signers(good.encode())] == ["Mira Holt"]
    with pytest.raises(ContentError, match=r"allowed_signers:2: error B0332"):
        read_allowed_signers(f"{good}\n{bad}\n".encode())


def made(staff: Path, data: bytes, namespace: str, tmp_path: Path) -> str:
    (tmp_path / "data").write_bytes(data)
    command = ("ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", str(staff / "mira"))
    subprocess.run((*command, str(tmp_path / "data")), check=True, capture_output=True)
    return (tmp_path / "data.sig").read_text()


def test_a_signature_is_for_its_data_and_purpose(staff: Path, tmp_path: Path) -> None:
    signature = made(staff, b"data", "git", tmp_path)
    key = public_key((staff / "mira.pub").read_text().split()[1])
    assert key is not None
    assert signing_key(signature, b"data", "git") == key
    assert signing_key(signature, b"date", "git") is None
    (tmp_path / "data.sig").unlink()
    assert signing_key(made(staff, b"data", "file", tmp_path), b"data", "git") is None


@given(st.text(alphabet="ABCab01+/=\n", max_size=300), st.binary(max_size=200))
def test_no_other_text_is_a_signature(text: str, data: bytes) -> None:
    begin, end = "-----BEGIN SSH SIGNATURE-----\n", "\n-----END SSH SIGNATURE-----\n"
    assert signing_key(text, data, "git") is None
    assert signing_key(begin + text + end, data, "git") is None


@pytest.mark.parametrize(("shown", "found"), [(True, ["Mira Holt"]), (False, [])])
def test_badge_pages_name_signers_only_where_the_issuer_wants_it(
    shown: bool, found: list[str], ledger: LedgerSimulator, staff: Path
) -> None:
    ledger.issuer(names_of_staff=shown).keys().commit()
    signed(ledger.award(2), staff / "mira")
    made = build(ledger.root, by_key(Secret(b"\x01" * 32)), now=START + 100 * DAY)
    badges = made.plan.badges
    assert [list(badge.by.values()) for badge in badges.jobs(sorted(badges))] == [[], found]
