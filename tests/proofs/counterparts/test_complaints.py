"""What servers say against themselves."""

from __future__ import annotations

import pytest

from runbook_site.proofs.counterparts.complaints import Complaints
from runbook_site.proofs.sandbox.sandbox import open_session


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ('lacks 1 "a"\nlacks 2 "b"\n', ("S does not have a", "S does not have b")),
        ('lacks 1 "a"\nlacks 2 "a"\n', ("S does not have a",)),
        (
            'noise\nlacks 3 "c"\nnoise lacks 4 "d"\n',
            ("S does not have c", "S does not have 2 more things that it was asked for"),
        ),
        ('lacks 1 "a\n', ()),
        ('lacks 1 "\\ud800\\u0007"\n', ("S does not have \ufffd\ufffd",)),
        ('lacks 1 "\\x"\n', ("S does not have something that it could not name",)),
        ('lacks 99999999999999 "a"\n', ()),
        ("", ()),
    ],
)
def test_lines_of_a_server(printed: str, said: tuple[str, ...]) -> None:
    """What a server prints is data: it is read strictly, and nothing unprintable comes of it."""
    with open_session() as session:
        service = session.start(
            ["sh", "-c", 'printf %s "$1"; echo .; sleep 600', "sh", printed],
            ready=lambda s: s.output().endswith(b".\n"),
        )
        complaints = Complaints("S", service)
        assert complaints() == said
        assert complaints() == ()
        service_ended = session.run(["pkill", "-9", "-f", "sleep 600"])
        assert service_ended.status == 0
        while service.status() is None:
            pass
        assert complaints() == (f"S has ended, with status {service.status()}",)
