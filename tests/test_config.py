"""Settings: the file, the environment above it, and one kind of error for all that is wrong."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import ConfigError, Settings, load_settings
from retrieval.config import CONFIG_FILE_VARIABLE, SHARED_VARIABLE, default_data_dir, setting_names
from tests.conftest import ROOT

NAMES = ["DATELINE_" + name.upper().replace(".", "__") for name in setting_names()]
TABLES = [
    "DATELINE_DISCORD",
    "DATELINE_ANSWER",
    "DATELINE_LOG",
    "DISCORD_TOKEN",
    CONFIG_FILE_VARIABLE,
    "DATELINE_X",
]
values = st.one_of(
    st.sampled_from(
        [
            "",
            "5",
            "-1",
            "0.5",
            "nan",
            "true",
            "null",
            "{}",
            "[]",
            '{"token": 5}',
            '{"x": 1}',
            "~x/y",
            "~",
            ".",
        ]
    ),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
)


@given(st.dictionaries(st.sampled_from(NAMES + TABLES), values, max_size=4))
def test_any_environment_is_settings_or_a_config_error(environ: dict[str, str]) -> None:
    with contextlib.suppress(ConfigError):
        settings = load_settings(environ)
        assert settings.data_dir.is_absolute()
        assert 0 <= settings.answer.threshold <= 1


@given(
    st.one_of(
        values,
        st.sampled_from(
            ["[discord]\ntoken=5", "data_dir = '~x/y'", "data_dir='\\u0000'", "answer=5", "[answer.x]"]
        ),
    )
)
def test_any_file_is_settings_or_a_config_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text(text, encoding="utf-8")
    with contextlib.suppress(ConfigError):
        assert load_settings({}, file).data_dir.is_absolute()


@pytest.mark.parametrize(
    "environ",
    [
        {"DATELINE_DISCORD": "5", "DISCORD_TOKEN": "x"},
        {"DATELINE_DATA_DIR": "~no-such-user-here/x"},
        {"DATELINE_ANSWER__MAX_QUOTES": "0"},
        {"DATELINE_ANSWER__MAX_QUOTES": "many"},
        {"DATELINE_ANSWER__THRESHOLD": "nan"},
        {"DATELINE_ANSWERS__MAX_QUOTES": "2"},
        {"DATELINE_DISCORD__API_URL": "example.org"},
        {"DATELINE_DISCORD": "{"},
        {CONFIG_FILE_VARIABLE: "/no/such/file.toml"},
    ],
)
def test_what_is_wrong_in_the_environment_is_named(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        load_settings(environ)


@pytest.mark.parametrize("name", ["data_dir", "backup.folder"])
def test_a_user_that_is_not_there_is_named_with_its_setting(name: str) -> None:
    variable = f"DATELINE_{name.upper().replace('.', '__')}"
    with pytest.raises(ConfigError, match=rf"^environment: {name}: ~no-such-user-here/x: "):
        load_settings({variable: "~no-such-user-here/x"})


def test_where_shared_sets_are_is_no_setting() -> None:
    assert load_settings({SHARED_VARIABLE: "/somewhere"}) == load_settings({})


def test_environment_wins_over_the_file_and_the_file_over_defaults(tmp_path: Path) -> None:
    file = tmp_path / "dateline.toml"
    file.write_text(
        "[answer]\nmax_quotes = 2\nthreshold = 0.25\n[discord]\ntoken = 'file'\n", encoding="utf-8"
    )
    settings = load_settings(
        {CONFIG_FILE_VARIABLE: str(file), "DATELINE_ANSWER__MAX_QUOTES": "4", "DISCORD_TOKEN": " panel \n"}
    )
    assert (settings.answer.max_quotes, settings.answer.threshold, settings.search.candidates) == (
        4,
        0.25,
        50,
    )
    assert settings.discord.token.get_secret_value() == "panel"
    assert "panel" not in repr(settings)
    both = load_settings({"DISCORD_TOKEN": "panel", "DATELINE_DISCORD__TOKEN": "own"})
    assert both.discord.token.get_secret_value() == "own"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("anwser = 1", "anwser"),
        ("[answer]\nmax_qoutes = 1", "answer.max_qoutes"),
        ("[answer", "TOML"),
        ("[answer]\nmax_quotes = 9", "max_quotes"),
    ],
)
def test_a_wrong_key_in_the_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "dateline.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings({}, file)
    assert caught.value.source == str(file)
    assert problem in caught.value.problem


def test_doubt_above_the_threshold_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings({"DATELINE_ANSWER__DOUBT": "0.6"})
    assert caught.value.source == "environment"
    assert caught.value.problem == "answer: doubt (0.6) must not be above threshold (0.56)"
    file = tmp_path / "dateline.toml"
    file.write_text("[answer]\ndoubt = 0.56\n", encoding="utf-8")
    assert load_settings({}, file).answer.doubt == 0.56, "equal switches it off"
    file.write_text("[answer]\nthreshold = 0.2\n", encoding="utf-8")
    assert load_settings({}, file).answer.threshold == 0.2, "the default follows by itself"


def test_the_default_file_says_the_defaults() -> None:
    assert load_settings({}, ROOT / "config" / "default.toml") == load_settings({})


def test_where_the_data_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings({}).data_dir == default_data_dir()
    assert load_settings({"DATELINE_DATA_DIR": ""}).data_dir == default_data_dir()
    assert load_settings({"DATELINE_DATA_DIR": "x"}).data_dir == tmp_path / "x"
    assert load_settings({"DATELINE_DATA_DIR": "~/x"}).data_dir == Path.home() / "x"


@pytest.mark.parametrize("here", [".", "./"])
def test_the_present_folder_can_be_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings({"DATELINE_DATA_DIR": here}).data_dir == tmp_path


def test_settings_read_nothing_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DATELINE_ANSWER__MAX_QUOTES", "5")
    assert Settings().answer.max_quotes == load_settings({}).answer.max_quotes == 3


@pytest.mark.parametrize("given", ["80,8765", " 80, 8765 ", "[80, 8765]"])
def test_a_list_in_the_environment_is_written_as_people_write_it(given: str) -> None:
    assert load_settings({"DATELINE_FETCH__ALLOWED_PORTS": given}).fetch.allowed_ports == (80, 8765)


def test_of_a_name_that_is_no_setting_the_nearest_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "dateline.toml"
    file.write_text("[answer]\nmax_quote = 1\n")
    with pytest.raises(
        ConfigError, match=r"answer.max_quote: there is no such setting, the nearest is answer.max_quotes$"
    ):
        load_settings({}, file)
