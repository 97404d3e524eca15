"""A site on this machine, for a browser to load."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TYPES = {
    "": "text/html; charset=utf-8",
    "css": "text/css",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript",
    "json": "application/json",
    "mjs": "text/javascript",
    "svg": "image/svg+xml",
}
SMALLER = ("", "css", "html", "js", "json", "svg")  # what hosts pack


@contextmanager
def serving(make: Callable[[str], Mapping[str, bytes]]) -> Iterator[str]:
    """The address of a site, without slash, that has the files that `make` makes for it.

    They go by their path with the first slash, and are packed as a host packs them.
    """
    files: dict[str, bytes] = {}
    packed: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # a body is sent at once, not when its head was received

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            suffix = path.rpartition("/")[2].rpartition(".")[2] if "." in path else ""
            accepted = "gzip" in self.headers.get("Accept-Encoding", "")
            packs = accepted and suffix in SMALLER and path in files
            if packs and path not in packed:
                packed[path] = gzip.compress(files[path], 9)
            body = packed[path] if packs else files.get(path, b"")
            self.send_response(200 if path in files else 404)
            self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
            if packs:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Nothing is written of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        site = f"http://127.0.0.1:{server.server_port}"
        files.update(make(site))
        yield site
    finally:
        server.shutdown()
        server.server_close()
