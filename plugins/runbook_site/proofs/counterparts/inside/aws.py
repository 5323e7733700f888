"""Answers like AWS. Started with the port to listen at, by the Python of an environment that has moto and Flask.

It prints ``ready``. What it is asked for and cannot do it prints as ``lacks NUMBER "SERVICE: WHAT"``, and answers 501.
Where it answers all the same, and never looked at a part of what it was asked, it prints that part so.
"""

from __future__ import annotations

import itertools
import json
import logging
import os
import re
import sys
import threading
from collections import UserDict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from moto.core.responses import BaseResponse
from moto.core.utils import get_service_model
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_SCOPE = re.compile(r"Credential=[^/]*+/[^/]*+/[^/]*+/([^/,]*+)/")
"""Of a signature (AWS Signature Version 4): the service that is asked."""
_MOST_SAID = 500
_NUMBERS = itertools.count(1)
_SAYING = threading.Lock()


class _Asked(UserDict[str, Any]):
    """The parameters of a request, which remember whether anybody looked at them.

    Attributes:
        ignored: Names of those that nobody looked at yet.
    """

    def __init__(self, parameters: Mapping[str, Any], ignored: Iterable[str]) -> None:
        super().__init__(parameters)
        self.ignored = set(ignored)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as JSON has it
        self.ignored.discard(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.ignored.discard(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        self.ignored.clear()  # Whoever takes all of them is trusted to use them.
        return super().__iter__()


class _Answering(threading.local):
    """What a thread answers: an action of a service, and its parameters."""

    service, action = "", ""
    asked = _Asked({}, ())


_ANSWERING = _Answering()


def _remembering(parse: Callable[[BaseResponse, Any], None]) -> Callable[[BaseResponse, Any], None]:
    """How moto reads the parameters of a request, such that it is known which of them it looks at.

    It reads those of most services so, by their model; of the others nothing is known. Nor is it of those, RDS among
    them, whose parameters come in a mapping of a kind of its own.
    """

    def parse_parameters(response: BaseResponse, request: Any) -> None:  # noqa: ANN401
        parse(response, request)
        if type(response.params) is not dict:
            return
        service, action = response.boto3_service_name, response._get_action()  # noqa: SLF001
        # Clients add tokens by themselves, lest what is sent twice is done twice.
        tokens = get_service_model(service).operation_model(action).idempotent_members
        asked = _Asked(response.params, response.params.keys() - set(tokens))
        response.params = asked
        _ANSWERING.service, _ANSWERING.action, _ANSWERING.asked = service, action, asked

    return parse_parameters


class _Watched:
    """moto, which says what it cannot do."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        _ANSWERING.asked = _Asked({}, ())
        try:
            response = Response.from_app(self._application, environ, buffered=True)
        except Exception as error:  # noqa: BLE001 - whatever moto stumbles over is nothing that AWS would answer
            response = self._lacking(environ, error)
        else:
            if _is_unknown(response, environ["REQUEST_METHOD"]):
                response = self._lacking(environ)
            elif response.status_code < HTTPStatus.BAD_REQUEST:
                for name in sorted(_ANSWERING.asked.ignored):
                    _say(f"{_ANSWERING.service}: {name} of {_ANSWERING.action}, which it ignores")
        return response(environ, start_response)

    @staticmethod
    def _lacking(environ: WSGIEnvironment, error: Exception | None = None) -> Response:
        scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
        asked = environ.get("HTTP_X_AMZ_TARGET") or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        if isinstance(error, NotImplementedError):
            asked = str(error)  # which names the action
        elif error is not None:
            asked += f" ({type(error).__name__})"
        _say(f"{scope[1] if scope else 'unsigned'}: {asked}")
        return Response(status=501)  # which the AWS CLI does not try again, as it does with 500


def _say(lacking: str) -> None:
    """Tell what cannot be done."""
    with _SAYING:
        os.write(1, f"lacks {next(_NUMBERS)} {json.dumps(lacking[:_MOST_SAID])}\n".encode())


def _is_unknown(response: Response, method: str) -> bool:
    """Whether nothing of moto answered: by a page of its framework, or with no word of why it is not there."""
    if response.status_code not in {404, 405}:
        return False
    content = response.get_data()
    return content.startswith(b"<!doctype html>") or (not content and method != "HEAD")


def main(port: int) -> None:
    """Answer until the end of the sandbox."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    BaseResponse.parse_parameters = _remembering(BaseResponse.parse_parameters)  # type: ignore[method-assign,assignment]
    application = _Watched(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", port, application, threaded=True, request_handler=MotoRequestHandler)
    os.write(1, b"ready\n")
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
