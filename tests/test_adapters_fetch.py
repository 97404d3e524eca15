"""Fetching, against real servers on this machine: what is asked, how, and what is refused."""

import datetime
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from badgeledger.adapters.fetch import MOST_BYTES, WebFetch
from badgeledger.verify import Answer, Unreachable

Respond = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def server(respond: Respond, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server on this machine; yields its address without closing slash."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            respond(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    if tls:
        listening.socket = tls.wrap_socket(listening.socket, server_side=True)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{listening.server_port}"
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def sending(body: bytes, status: int = 200, **headers: str) -> Respond:
    """A response; a header's name has `_` for `-`."""

    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {"Content_Length": str(len(body)), **headers}
        for name, value in given.items():
            if value:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        with_suppressed_reset(lambda: handler.wfile.write(body))

    return respond


def with_suppressed_reset(write: Callable[[], object]) -> None:
    try:
        write()
    except ConnectionError:
        """The client had read enough."""


def code(found: Answer | Unreachable) -> str:
    assert isinstance(found, Unreachable), found
    assert found.message
    return found.code


def test_an_answer_is_its_status_and_body() -> None:
    with server(sending(b'{"a": 1}')) as site:
        assert WebFetch()(f"{site}/a.json?b=c") == Answer(200, b'{"a": 1}')


def test_an_answer_other_than_200_is_an_answer_too() -> None:
    with server(sending(b"gone", 404)) as site:
        assert WebFetch()(site) == Answer(404, b"gone")


def test_a_request_says_nothing_of_who_asks() -> None:
    seen: list[tuple[str, dict[str, str]]] = []

    def respond(handler: BaseHTTPRequestHandler) -> None:
        seen.append((handler.path, dict(handler.headers.items())))
        sending(b"", Set_Cookie="a=b")(handler)

    with server(respond) as site:
        fetch = WebFetch()
        fetch(f"{site}/x?y#z")
        fetch(site)
    host = site.removeprefix("http://")
    (path, headers), (root, _) = seen
    assert (path, root) == ("/x?y", "/")
    assert headers == {
        "Host": host,
        "Accept": "application/json, text/html;q=0.8, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "User-Agent": "badgeledger",
    }
    assert "Cookie" not in seen[1][1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(status: int) -> None:
    def respond(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/new/b":
            return sending(b"here")(handler)
        return sending(b"", status, Location="new/b")(handler)

    with server(respond) as site:
        assert WebFetch()(f"{site}/a") == Answer(200, b"here")


def test_a_redirect_without_target_is_the_answer() -> None:
    with server(sending(b"?", 302)) as site:
        assert WebFetch()(site) == Answer(302, b"?")


def test_redirects_without_end_are_refused() -> None:
    with server(sending(b"", 302, Location="/again")) as site:
        assert code(WebFetch()(site)) == "B0806"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://10.0.0.1/", "B0803"),
        ("https://[fd00::1]/", "B0801"),
        ("https://169.254.169.254/latest/meta-data/", "B0803"),
        ("http://badges.example.org/", "B0801"),
        ("ftp://127.0.0.1/", "B0801"),
        ("file:///etc/passwd", "B0801"),
        ("https://user:word@badges.example.org/", "B0801"),
        ("http://[::1", "B0801"),
    ],
)
def test_a_redirect_is_checked_like_any_address(target: str, expected: str) -> None:
    with server(sending(b"", 302, Location=target)) as site:
        assert code(WebFetch()(site)) == expected


@pytest.mark.parametrize(
    "url",
    [
        "", "badges.example.org", "//badges.example.org/", "https:///x", "https://",
        "http://badges.example.org/", "http://127.0.0.2/", "javascript:alert(1)",
        "https://badges.example.org:0/", "https://badges.example.org:99999/",
        "https://bücher.example/", "https://badges.example.org/a b", "https://a\nb/",
        "https://ada@badges.example.org/", "https://:pw@badges.example.org/", "did:web:a.example",
    ],
)  # fmt: skip
def test_an_address_that_is_not_https_is_refused_without_asking(url: str) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise AssertionError(f"{host}:{port} was asked for")

    assert code(WebFetch(resolve)(url)) == "B0801"


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "0.0.0.1", "169.254.169.254",
        "100.64.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
        "fe80::1%1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
        "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:a00:1::", "fec0::1", "::10.0.0.1",
    ],
)  # fmt: skip
def test_a_host_in_a_private_network_is_refused(address: str) -> None:
    fetch = WebFetch(lambda _host, _port: ["93.184.216.34", address])
    assert code(fetch("https://badges.example.org/")) == "B0803"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_machine_by_name_must_be_this_machine(host: str) -> None:
    fetch = WebFetch(lambda _host, _port: ["93.184.216.34"])
    assert code(fetch(f"http://{host}/")) == "B0803"


def test_a_host_that_is_not_known() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(f"{host}:{port} is unknown")

    assert code(WebFetch(resolve)("https://badges.example.org/")) == "B0802"


def test_a_resolver_that_never_answers_is_left_behind() -> None:
    released = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        released.wait()
        return []

    assert code(WebFetch(resolve, seconds=0.05)("https://badges.example.org/")) == "B0802"
    released.set()


def test_the_address_that_was_checked_is_the_one_asked() -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with server(sending(b"here")) as site:
        port = site.rpartition(":")[2]
        assert WebFetch(resolve)(f"http://localhost:{port}/") == Answer(200, b"here")
    assert asked == ["localhost"]


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    with server(sending(b"here")) as site:
        port = site.rpartition(":")[2]
        fetch = WebFetch(lambda _host, _port: ["127.0.0.2", "127.0.0.1"])
        assert fetch(f"http://localhost:{port}/") == Answer(200, b"here")


def test_nobody_listening() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert code(WebFetch()(f"http://127.0.0.1:{port}/")) == "B0804"


@pytest.mark.parametrize("length", ["", str(MOST_BYTES + 1)])
def test_more_than_2_mb_is_refused(length: str) -> None:
    with server(sending(bytes(MOST_BYTES + 1), Content_Length=length)) as site:
        assert code(WebFetch()(site)) == "B0805"


def test_2_mb_are_read() -> None:
    with server(sending(bytes(MOST_BYTES))) as site:
        assert WebFetch()(site) == Answer(200, bytes(MOST_BYTES))


def test_gzip_is_unpacked_though_not_asked_for() -> None:
    with server(sending(gzip.compress(b"here", mtime=0), Content_Encoding="GZIP")) as site:
        assert WebFetch()(site) == Answer(200, b"here")


def test_a_gzip_bomb_is_refused() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    with server(sending(bomb, Content_Encoding="gzip")) as site:
        assert code(WebFetch()(site)) == "B0805"


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(b"here", mtime=0)[:-6]])
def test_a_gzip_that_is_none_or_cut_is_refused(body: bytes) -> None:
    with server(sending(body, Content_Encoding="gzip")) as site:
        assert code(WebFetch()(site)) == "B0804"


def test_another_coding_is_refused() -> None:
    with server(sending(b"here", Content_Encoding="br")) as site:
        assert code(WebFetch()(site)) == "B0807"


def test_an_answer_that_breaks_off_is_refused() -> None:
    with server(sending(b'{"a": 1}', Content_Length="99")) as site:
        assert code(WebFetch()(site)) == "B0804"


def test_an_answer_that_is_not_http_is_refused() -> None:
    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01\x02\r\n\r\n")

    with server(respond) as site:
        assert code(WebFetch()(site)) == "B0804"


@pytest.mark.parametrize("start", [b"", b"HTTP/1.0 200 OK\r\n", b"HTTP/1.0 200 OK\r\n\r\n{"])
def test_an_answer_that_never_ends_is_given_up(start: bytes) -> None:
    released = threading.Event()

    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while not released.wait(0.01):
            with_suppressed_reset(lambda: handler.wfile.write(b"x"))

    with server(respond) as site:
        assert code(WebFetch(seconds=0.2)(site)) == "B0804"
        released.set()


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's side with a certificate for `name`, and a client's side that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    day = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day.replace(year=2100))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    chain, secret = folder / "chain.pem", folder / "secret.pem"
    chain.write_bytes(made.public_bytes(pem))
    secret.write_bytes(key.private_bytes(pem, pkcs8, serialization.NoEncryption()))
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(chain, secret)
    return serving, ssl.create_default_context(cafile=str(chain))


def test_https_is_asked_by_the_name_in_the_address(tmp_path: Path) -> None:
    serving, trusting = certificate(tmp_path, "localhost")
    with server(sending(b"here"), serving) as site:
        url = site.replace("127.0.0.1", "localhost")
        assert WebFetch(tls=trusting)(url) == Answer(200, b"here")
        assert code(WebFetch()(url)) == "B0804"


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    serving, trusting = certificate(tmp_path, "badges.example.org")
    with server(sending(b"here"), serving) as site:
        assert code(WebFetch(tls=trusting)(site)) == "B0804"


def test_another_host_cannot_send_us_to_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving, trusting = certificate(tmp_path, "badges.example.org")
    with server(sending(b"", 302, Location="http://127.0.0.1:1/"), serving) as site:
        port = int(site.rpartition(":")[2])
        # The name is in the public net, as far as the checks can tell; the connection is not.
        monkeypatch.setattr(
            "badgeledger.adapters.fetch._connected",
            lambda _addresses, _port, _deadline: socket.create_connection(("127.0.0.1", port)),
        )
        fetch = WebFetch(lambda _host, _port: ["93.184.216.34"], trusting)
        assert code(fetch("https://badges.example.org/")) == "B0803"
