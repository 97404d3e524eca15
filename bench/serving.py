"""A site on this machine, for a browser to load."""

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
}


@contextmanager
def serving(make: Callable[[str], Mapping[str, bytes]]) -> Iterator[str]:
    """The address of a site, without slash, that has the files that `make` makes for it.

    They go by their path with the first slash.
    """
    files: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # a body is sent at once, not when its head was received

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            body = files.get(path, b"")
            self.send_response(200 if path in files else 404)
            suffix = path.rpartition("/")[2].rpartition(".")[2] if "." in path else ""
            self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
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
