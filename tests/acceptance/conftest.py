"""The whole program, run as a user runs it, against a site on loopback that is not the samples'."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@dataclass
class Site:
    """Pages by path: (status, content type, body). Answers 304 where the ETag is sent back."""

    port: int = 0
    pages: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def put(
        self, path: str, body: str | bytes, content_type: str = "text/html; charset=utf-8", status: int = 200
    ) -> str:
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, content_type, raw)
        return self.url(path)


@pytest.fixture
def site() -> Iterator[Site]:
    held = Site()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.requests.append(self.path)
            status, kind, body = held.pages.get(self.path, (404, "text/plain", b"no such page"))
            etag = f'"{hash((self.path, body)):x}"'
            if status == 200 and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    held.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield held
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    @property
    def documents(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def document(self) -> dict[str, Any]:
        [only] = self.documents
        return only


@dataclass
class Program:
    """`python -m bot …` in a process of its own, on a data directory of its own."""

    data_dir: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, data_dir: bool = True, timeout: float = 120) -> Outcome:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("KAWARABAN_", "DISCORD_"))}
        command = [sys.executable, "-m", "bot", *words]
        if data_dir:
            command += ["--data-dir", str(self.data_dir)]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=clean | self.environment,
            timeout=timeout,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def program(tmp_path: Path, site: Site) -> Program:
    return Program(tmp_path / "data", {"KAWARABAN_ALLOW_HOSTS": site.host})
