"""A server in a process of its own, with the starter model, asked as users' servers are."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.endpoints import Endpoint
from podcast_studio.domain.errors import ModelFileError
from podcast_studio.engines.crowding import cores
from podcast_studio.engines.endpoint import EndpointModel
from podcast_studio.engines.starter import StarterModel
from podcast_studio.studio import Home, open_studio
from podcast_studio.testing.engine_conformance import request
from tests.benchmarks.making import wait_for

NOTES = """# The harbour of Saltholm

The harbour of Saltholm was built in 1874 from the granite of the old fort. Its two piers are 310 metres long and leave
a gap of 42 metres, through which the ferry came at ten past nine every morning. In the winter of 1929 the harbour froze
for eleven weeks, and the post was carried over the ice on sledges.

## The light

The light at the end of the northern pier stands 14 metres above the water and can be seen for 11 nautical miles. Until
1931 it burned gas, which a keeper had to light every evening. Since then it has been electric, and nobody lives there.
"""


@pytest.fixture(scope="module")
def address(starter_models: Path) -> Iterator[str]:
    options = {"model": StarterModel(starter_models).path, "model_alias": "starter", "port": 0, "n_ctx": 2304}
    command = [sys.executable, "-m", "llama_cpp.server", "--host", "127.0.0.1", "--n_threads", str(cores())]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not (ports := listening_at(server.pid)):
            assert server.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield f"http://127.0.0.1:{ports[0]}/v1"
    finally:
        server.kill()
        server.wait()


def listening_at(pid: int) -> list[int]:
    """The ports where a process listens: it takes a free one itself, so that nobody else takes it before."""
    connections = psutil.Process(pid).net_connections("tcp4")
    return [connection.laddr.port for connection in connections if connection.status == psutil.CONN_LISTEN]


@pytest.mark.real
def test_what_the_server_has_is_known_by_name(address: str) -> None:
    model = EndpointModel(Endpoint(address=address, model="another"))
    with pytest.raises(ModelFileError, match="“another”") as caught:
        model.load()
    assert "starter" in caught.value.way_out
    model.close()


@pytest.mark.real
def test_a_line_that_is_begun_goes_on(address: str) -> None:
    model = EndpointModel(Endpoint(address=address, model="starter"))
    asked = replace(request("The moon pulls at the water."), prefill="The moon", temperature=0.0, stop=("\n",))
    answer = "".join(model.write(asked, CancelToken()))
    assert not answer.lower().startswith("the moon")
    model.close()


@pytest.mark.real
def test_a_podcast_is_written_by_a_server(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "saltholm.md").write_text(NOTES)
    home = Home(root=tmp_path / "home")
    home.prepare()
    with open_studio(home) as studio:
        endpoint = studio.installing.add_server(address=address, model="starter")
        assert [model.name for model in studio.models() if model.endpoint] == ["starter"]
        podcast = studio.order(folder=folder, minutes=1, title="The harbour", model=address)
        assert podcast.order.model == str(endpoint)
        studio.start_workers()
        podcast = wait_for(studio, podcast)
        assert not list(home.models.glob("*.gguf")), "no model of our own is needed"
    assert podcast.audio is not None
    written = json.loads((home.podcasts / podcast.id / "transcript.json").read_text())
    text = " ".join(turn["text"] for turn in written["turns"] if turn["speaker"] == "EXPERT")
    assert any(word in text for word in ("harbour", "light"))
