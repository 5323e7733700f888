"""Answers like AWS. Started with the port to listen at, by the Python of an environment that has moto and Flask.

It prints ``ready``. What it is asked for and cannot do it prints as ``lacks NUMBER "SERVICE: WHAT"``, and answers 501.
"""

from __future__ import annotations

import itertools
import json
import logging
import os
import re
import sys
import threading
from typing import TYPE_CHECKING

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_SCOPE = re.compile(r"Credential=[^/]*+/[^/]*+/[^/]*+/([^/,]*+)/")
"""Of a signature (AWS Signature Version 4): the service that is asked."""
_MOST_SAID = 500
_NUMBERS = itertools.count(1)
_SAYING = threading.Lock()


class _Watched:
    """moto, which says what it cannot do."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            response = Response.from_app(self._application, environ, buffered=True)
        except Exception as error:  # noqa: BLE001 - whatever moto stumbles over is nothing that AWS would answer
            response = self._lacking(environ, error)
        else:
            if _is_unknown(response, environ["REQUEST_METHOD"]):
                response = self._lacking(environ)
        return response(environ, start_response)

    @staticmethod
    def _lacking(environ: WSGIEnvironment, error: Exception | None = None) -> Response:
        scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
        asked = environ.get("HTTP_X_AMZ_TARGET") or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        if isinstance(error, NotImplementedError):
            asked = str(error)  # which names the action
        elif error is not None:
            asked += f" ({type(error).__name__})"
        text = f"{scope[1] if scope else 'unsigned'}: {asked}"
        with _SAYING:
            os.write(1, f"lacks {next(_NUMBERS)} {json.dumps(text[:_MOST_SAID])}\n".encode())
        return Response(status=501)  # which the AWS CLI does not try again, as it does with 500


def _is_unknown(response: Response, method: str) -> bool:
    """Whether nothing of moto answered: by a page of its framework, or with no word of why it is not there."""
    if response.status_code not in {404, 405}:
        return False
    content = response.get_data()
    return content.startswith(b"<!doctype html>") or (not content and method != "HEAD")


def main(port: int) -> None:
    """Answer until the end of the sandbox."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    application = _Watched(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", port, application, threaded=True, request_handler=MotoRequestHandler)
    os.write(1, b"ready\n")
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
