"""What the Dockerfile, compose.yaml and the systemd unit name is there, and fits together."""

from __future__ import annotations

import fnmatch
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from bot.cli import app
from retrieval import load_settings
from retrieval.config import setting_names
from tests.conftest import ROOT
from tests.image_steps import Image, instructions

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
UNIT = (ROOT / "config" / "dateline.service").read_text(encoding="utf-8")
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VARIABLES = {f"DATELINE_{name.upper().replace('.', '__')}" for name in setting_names()}


def given(name: str) -> list[str]:
    return [rest for instruction, rest in instructions(DOCKERFILE) if instruction == name]


def environment() -> dict[str, str]:
    """What the last stage of the image sets."""
    last = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    return dict(re.findall(r"^(?:ENV|   ) +([A-Z_]+)=(\S+)", last, re.MULTILINE))


def unit(key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", UNIT, re.MULTILINE)


# the image


def test_what_is_copied_is_there_and_not_left_out() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = [line[1:] for line in ignored if line.startswith("!")]
    for rest in given("COPY"):
        if rest.startswith("--from"):
            continue
        *sources, _ = rest.split()
        for source in sources:
            assert (ROOT / source).exists(), source
            assert any(fnmatch.fnmatch(source, pattern) for pattern in kept), source


def test_all_that_the_package_needs_is_copied() -> None:
    copied = {source for rest in given("COPY") for source in rest.split()[:-1]}
    packages = {each.rstrip("*") for each in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert packages <= copied
    assert {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"], "pyproject.toml"} <= copied


def test_it_runs_what_is_installed() -> None:
    (entry,), (command,) = (json.loads(each) for each in (given("ENTRYPOINT")[0], given("CMD")[0]))
    assert entry in PROJECT["project"]["scripts"]
    assert command in getattr(get_command(app), "commands")  # noqa: B009  # its type is not exported


def test_its_settings_are_settings() -> None:
    chosen = {name: value for name, value in environment().items() if name.startswith("DATELINE_")}
    assert chosen.keys() <= VARIABLES
    settings = load_settings(chosen)
    (check,) = given("HEALTHCHECK")
    assert f"http://{settings.metrics.host}:{settings.metrics.port}/healthz" in check
    assert str(settings.data_dir) in json.loads(given("VOLUME")[0])
    assert settings.metrics.host == "127.0.0.1"


def test_it_is_not_root_and_keeps_no_secret() -> None:
    assert given("USER") == ["10001"]
    assert DOCKERFILE.rindex("USER ") > DOCKERFILE.rindex("RUN ")
    assert "TOKEN" not in DOCKERFILE
    assert all("latest" not in image and ":" in image for image in given("FROM"))


def test_the_versions_are_those_that_are_tested_together() -> None:
    (install,) = [rest for rest in given("RUN") if "pip install" in rest]
    assert "--require-hashes --requirement config/lock.txt" in install
    assert "--constraint config/constraints.txt" in install


def test_the_health_check_asks_for_a_page_that_is_served() -> None:
    (check,) = given("HEALTHCHECK")
    program, option, code = json.loads(check.partition("CMD ")[2])
    assert (program, option) == ("python", "-c")
    compile(code, "the health check", "exec")
    (path,) = re.findall(r"http://[\w.:]+(/\w+)'", code)
    served = (ROOT / "bot" / "monitoring" / "server.py").read_text(encoding="utf-8")
    assert f'web.get("{path}"' in served


def test_its_steps_can_be_carried_out_elsewhere(tmp_path: Path) -> None:
    """All but the installation, below a folder in place of /: `python -m tests.image_steps` does the whole."""
    image = Image(tmp_path / "root")
    for instruction, rest in instructions(DOCKERFILE):
        if instruction != "RUN":
            image.carry_out(instruction, rest)
    assert image.environ["DATELINE_DATA_DIR"] == f"{tmp_path}/root/data"
    assert image.environ["PATH"].startswith(f"{tmp_path}/root/opt/dateline/bin:")
    source = tmp_path / "root" / "source"
    assert (source / "config" / "constraints.txt").is_file()
    assert (source / "retrieval" / "library.py").is_file()
    assert (tmp_path / "root" / "opt" / "dateline" / "seeds").is_dir()
    assert image.here == tmp_path / "root" / "data"


# compose


def service() -> dict[str, Any]:
    (found,) = COMPOSE["services"].values()
    return dict(found)


def test_the_container_can_write_to_its_volume_only() -> None:
    assert service()["read_only"] is True
    assert service()["tmpfs"] == ["/tmp"]
    (volume,) = service()["volumes"]
    name, _, target = volume.partition(":")
    assert name in COMPOSE["volumes"]
    assert target == environment()["DATELINE_DATA_DIR"]
    assert service()["cap_drop"] == ["ALL"]
    assert "ports" not in service()


def test_the_arguments_of_the_build_are_asked_for() -> None:
    names = {rest.partition("=")[0] for rest in given("ARG")}
    assert set(service()["build"]["args"]) == names
    assert service()["build"]["context"] == "."


def test_it_does_not_start_without_a_token() -> None:
    assert service()["environment"]["DISCORD_TOKEN"].startswith("${DISCORD_TOKEN:?")


def test_there_is_time_to_stop() -> None:
    """A shutdown takes ten seconds at most (`GRACE_SECONDS` of `bot/client.py`, and last words)."""
    assert int(service()["stop_grace_period"].rstrip("s")) >= 15
    assert int(unit("TimeoutStopSec")[0]) >= 15


# systemd


def test_the_unit_runs_what_the_page_installs() -> None:
    (start,) = unit("ExecStart")
    program, *arguments = start.split()
    assert program.rsplit("/", 1)[1] in PROJECT["project"]["scripts"]
    assert arguments == ["run"]
    folder = program.rsplit("/bin/", 1)[0]
    assert f"python3 -m venv {folder}" in RUNNING
    assert f"{folder}/bin/pip install" in RUNNING
    assert unit("EnvironmentFile") == ["/etc/dateline.env"]
    assert "/etc/dateline.env" in RUNNING


def test_the_unit_s_settings_are_settings() -> None:
    chosen = dict(each.split("=", 1) for each in unit("Environment"))
    own = {name: value for name, value in chosen.items() if name.startswith("DATELINE_")}
    assert own.keys() <= VARIABLES
    (state,) = unit("StateDirectory")
    assert own["DATELINE_DATA_DIR"] == chosen["HOME"] == f"/var/lib/{state}"


@pytest.mark.parametrize(
    "line",
    [
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=",
    ],
)
def test_the_unit_is_shut(line: str) -> None:
    assert line in UNIT.splitlines()
    assert unit("User") == ["dateline"]
    assert "useradd --system" in RUNNING


def test_each_way_to_install_it_takes_five_lines() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", RUNNING, re.DOTALL)
    assert [block.count("\n") for block in blocks] == [5, 1, 5]


def test_the_verbs_and_files_of_the_page_are_there() -> None:
    verbs = getattr(get_command(app), "commands")  # noqa: B009  # as above
    named = re.findall(r"(?:`|/bin/|--rm |exec dateline )dateline (?!-)([a-z]+)\b", RUNNING)
    assert set(named) >= {"articles", "ingest", "doctor"}
    assert sorted(set(named) - set(verbs)) == []
    for file in re.findall(r"\bconfig/[\w.]+", RUNNING):
        assert (ROOT / file).exists(), file
