"""Fetches documents for the checks: the one place that touches the network.

An edge: it turns an address into an answer, or into the reason why there is none, and never
raises. A badge names the addresses, and anybody can make a badge; so this refuses all but https
(this machine itself apart), sends no credentials, cookies or referrer, reads at most 2 MB in at
most 5 seconds, and never asks a private network: the address that was checked is the one that is
connected to, after every redirect anew. Proxies of the environment are not used.
"""

import contextlib
import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from badgeledger.fetching import Answer, Unreachable
from badgeledger.values import URI

MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
LOOPBACK = ("localhost", "127.0.0.1")
GZIP = 31  # zlib's wbits: largest window, gzip's header and checksum
HEADERS = {
    "Accept": "application/json, text/html;q=0.8, */*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
    "User-Agent": "badgeledger",
}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What `is_global` lets pass: of one site, of one network's NAT64, and IPv4 in a form given up.
LOCAL = tuple(map(ipaddress.ip_network, ("fec0::/10", "64:ff9b:1::/48", "::/96")))
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]


class Refusal(Exception):
    """Why there is no answer."""

    def __init__(self, code: str, message: str) -> None:
        self.unreachable = Unreachable(code, message)
        super().__init__(message)


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system's resolver has them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


@dataclass(frozen=True, slots=True)
class WebFetch:
    """Fetches over the network: call it with an address."""

    resolve: Resolve = resolve_host
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = 5.0  # for all of it, redirects too

    def __call__(self, url: str) -> Answer | Unreachable:
        """What stands at `url`, or why that cannot be said."""
        deadline = time.monotonic() + self.seconds
        try:
            return self._follow(url, deadline)
        except Refusal as refusal:
            return refusal.unreachable
        except (OSError, http.client.HTTPException, zlib.error) as cause:
            return Unreachable(
                "B0804", f"{url} did not answer: {str(cause) or type(cause).__name__}"
            )

    def _follow(self, url: str, deadline: float) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            parts = _allowed(url)
            response, body = self._ask(parts, deadline)
            target = response.headers.get("Location")
            if response.status not in REDIRECTS or target is None:
                return Answer(response.status, body)
            local = parts.hostname in LOOPBACK
            url = _joined(url, target)
            if not local and _allowed(url).hostname in LOOPBACK:
                raise Refusal("B0803", f"{url} is on this machine, and another sent us there")
        raise Refusal("B0806", f"{url} is one redirect too many")

    def _ask(self, parts: SplitResult, deadline: float) -> tuple[http.client.HTTPResponse, bytes]:
        host, secure = str(parts.hostname), parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        addresses = _checked(host, self._addresses(host, port, deadline))
        with _connected(addresses, port, deadline) as plain:
            stream = self.tls.wrap_socket(plain, server_hostname=host) if secure else plain
            with stream:
                connection = http.client.HTTPConnection(host, port)
                connection.sock = _TimedSocket(stream, deadline)
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request("GET", target, headers={"Host": parts.netloc, **HEADERS})
                response = connection.getresponse()
                return response, _body(response, parts.geturl())

    def _addresses(self, host: str, port: int, deadline: float) -> Sequence[str]:
        found: list[str] = []

        def look_up() -> None:
            with contextlib.suppress(OSError, UnicodeError):
                found.extend(self.resolve(host, port))

        # NOTE: a resolver cannot be interrupted, only left behind.
        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(_left(deadline))
        if not found:
            raise Refusal("B0802", f"the host {host} is not known")
        return found


class _TimedSocket:
    """A socket, as far as `http.client` uses one, every use of which ends by a deadline."""

    def __init__(self, stream: socket.socket, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def sendall(self, data: bytes) -> None:
        self._stream.settimeout(_left(self._deadline))
        self._stream.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._stream, self._deadline))

    def close(self) -> None:
        """Leave closing to whoever opened the socket."""


class _TimedReader(io.RawIOBase):
    def __init__(self, stream: socket.socket, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._stream.settimeout(_left(self._deadline))
        return self._stream.recv_into(buffer)


def _left(deadline: float) -> float:
    """Seconds until the deadline; none left is a timeout."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("it took too long")
    return left


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError:
        raise Refusal("B0801", f"{url} sends us to {target!r}, which is no address") from None


def _allowed(url: str) -> SplitResult:
    """The parts of an address that may be asked."""
    try:
        parts = urlsplit(url)
        known = bool(URI.fullmatch(url) and parts.hostname and parts.port != 0)
    except ValueError:
        known = False
    if not known:
        raise Refusal("B0801", f"{url!r} is not an address on the web")
    if parts.username is not None or parts.password is not None:
        raise Refusal("B0801", f"{parts.hostname}: an address with a user's name is not asked")
    local = parts.hostname in LOOPBACK
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise Refusal("B0801", f"{url} is not an https address")
    return parts


def _checked(host: str, addresses: Sequence[str]) -> Sequence[str]:
    """The addresses of a host, if all of them may be asked."""
    for address in addresses:
        ip = _innermost(ipaddress.ip_address(address))
        allowed = ip.is_loopback if host in LOOPBACK else _is_public(ip)
        if not allowed:
            raise Refusal("B0803", f"the host {host} is at {address}, in a private network")
    return addresses


def _is_public(ip: IPAddress) -> bool:
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in LOCAL)


def _connected(addresses: Sequence[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first address that accepts one; each gets its share of the time."""
    for tries_left in range(len(addresses), 1, -1):
        with contextlib.suppress(OSError):
            share = _left(deadline) / tries_left
            return socket.create_connection((addresses[-tries_left], port), share)
    return socket.create_connection((addresses[-1], port), _left(deadline))


def _innermost(ip: IPAddress) -> IPAddress:
    """The IPv4 address that an IPv6 address stands for, if it stands for one."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in NAT64:
        return ipaddress.IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour or ip


def _body(response: http.client.HTTPResponse, url: str) -> bytes:
    """The body, decoded, and never more of it in memory than may be read."""
    coding = response.headers.get("Content-Encoding", "identity").lower()
    if coding not in ("identity", "gzip"):
        raise Refusal("B0807", f"{url} answers in the coding {coding!r}")
    body = response.read(MOST_BYTES + 1)
    whole = len(body) > MOST_BYTES or not response.length
    if coding == "gzip":
        unpacker = zlib.decompressobj(GZIP)
        body = unpacker.decompress(body, MOST_BYTES + 1)
        whole = whole and (unpacker.eof or len(body) > MOST_BYTES)
    if len(body) > MOST_BYTES:
        raise Refusal("B0805", f"{url} answers with more than 2 MB")
    if not whole:
        raise Refusal("B0804", f"{url} stopped in the middle of its answer")
    return body
