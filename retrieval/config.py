"""Settings: a TOML file and the environment, checked once; an unknown key is an error, never ignored.

Order, strongest first: `DATELINE_*` environment variables (`DATELINE_DISCORD__API_URL`), the TOML file, defaults.
`DISCORD_TOKEN` is accepted for `discord.token`, because that is what hosting panels call it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import platformdirs
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings.exceptions import SettingsError

from .errors import ConfigError

ENV_PREFIX = "DATELINE_"
CONFIG_FILE_VARIABLE = "DATELINE_CONFIG"
SHARED_VARIABLE = "DATELINE_SHARED"
"""No setting: the folder whose `eval/` holds evaluation sets (`evaluation/sets.py`); tests look there too."""


def _listed(given: Any) -> Any:
    """A list as the environment has it, "80, 443" or "[80, 443]", as its parts; anything else as it is."""
    return [part.strip() for part in given.strip(" []").split(",")] if isinstance(given, str) else given


class Section(BaseModel):
    """One table of the TOML file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DiscordSettings(Section):
    token: SecretStr = SecretStr("")
    api_url: str = ""
    gateway_url: str = ""
    message_content: bool = False
    max_attachment_bytes: int = Field(default=2_000_000, ge=1_000, le=100_000_000)

    @field_validator("token")
    @classmethod
    def _token_is_one_line(cls, token: SecretStr) -> SecretStr:
        return SecretStr(token.get_secret_value().strip())

    @field_validator("api_url", "gateway_url")
    @classmethod
    def _url_has_a_scheme(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://", "ws://", "wss://")):
            raise ValueError("must start with http://, https://, ws:// or wss://")
        return url.rstrip("/")


class EmbeddingSettings(Section):
    model: str = Field(default="all-MiniLM-L6-v2", min_length=1)
    batch_size: int = Field(default=16, ge=1, le=1024)
    threads: int = Field(default=1, ge=1, le=256)


class PassageSettings(Section):
    words: int = Field(default=100, ge=20, le=400)


class SearchSettings(Section):
    candidates: int = Field(default=50, ge=5, le=1000)


class RerankSettings(Section):
    model: str = ""


class ReaderSettings(Section):
    model: str = "dateline"
    base: str = ""
    passages: int = Field(default=10, ge=1, le=50)
    threads: int = Field(default=2, ge=1, le=64)


class AnswerSettings(Section):
    max_quotes: int = Field(default=3, ge=1, le=5)
    threshold: float = Field(default=0.56, ge=0.0, le=1.0)
    doubt: float = Field(default=0.33, ge=0.0, le=1.0)

    @model_validator(mode="after")
    def _doubt_begins_below_the_threshold(self) -> Self:
        """The default may be above a threshold that was lowered: then nothing is doubtful."""
        if "doubt" in self.model_fields_set and self.doubt > self.threshold:
            raise ValueError(f"doubt ({self.doubt}) must not be above threshold ({self.threshold})")
        return self


class IngestSettings(Section):
    max_file_bytes: int = Field(default=20_000_000, ge=1_000)
    max_pages: int = Field(default=500, ge=1)
    parse_seconds: float = Field(default=30.0, ge=1.0, le=3600.0)
    parse_memory_mib: int = Field(default=2048, ge=256)
    trash_days: int = Field(default=30, ge=0, le=3650)


class QuotaSettings(Section):
    article_characters: int = Field(default=2_000_000, ge=1_000)
    article_passages: int = Field(default=5_000, ge=10)
    unpacked_bytes: int = Field(default=100_000_000, ge=1_000)
    unpacked_files: int = Field(default=2_000, ge=1)
    unpacked_lines: int = Field(default=100_000, ge=1)
    unpacked_depth: int = Field(default=2, ge=1, le=10)
    server_articles: int = Field(default=20_000, ge=1)
    server_bytes: int = Field(default=1_000_000_000, ge=1_000)
    server_feeds: int = Field(default=100, ge=1)


class FetchSettings(Section):
    allow_private_networks: bool = False
    allowed_ports: Annotated[
        tuple[Annotated[int, Field(ge=1, le=65535)], ...], NoDecode, BeforeValidator(_listed)
    ] = Field(default=(80, 443), min_length=1)
    max_bytes: int = Field(default=10_000_000, ge=1_000)
    timeout_seconds: float = Field(default=30.0, gt=0.0, le=3600.0)
    first_byte_seconds: float = Field(default=10.0, gt=0.0, le=3600.0)
    max_redirects: int = Field(default=5, ge=0, le=20)


class FeedSettings(Section):
    interval_minutes: int = Field(default=30, ge=5, le=10_080)
    first_entries: int = Field(default=50, ge=0, le=10_000)
    max_entries: int = Field(default=1000, ge=1, le=50_000)


class WatchSettings(Section):
    per_person: int = Field(default=20, ge=0, le=10_000)
    per_server: int = Field(default=500, ge=0, le=100_000)


class ErrataSettings(Section):
    days: int = Field(default=30, ge=0, le=3650)


class BackupSettings(Section):
    folder: str = ""
    every: int = Field(default=1, ge=1, le=366)
    keep: int = Field(default=7, ge=1, le=1000)


class LogSettings(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class MetricsSettings(Section):
    host: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)

    @field_validator("host")
    @classmethod
    def _host_is_an_address(cls, host: str) -> str:
        try:
            ip_address(host)
        except ValueError:
            raise ValueError(f"{host!r} is no address of this machine, such as 127.0.0.1 or ::1") from None
        return host


class Settings(BaseSettings):
    """Every setting; `config/default.toml` lists and explains them."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    data_dir: Path = Path()
    discord: DiscordSettings = DiscordSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    passages: PassageSettings = PassageSettings()
    search: SearchSettings = SearchSettings()
    rerank: RerankSettings = RerankSettings()
    reader: ReaderSettings = ReaderSettings()
    answer: AnswerSettings = AnswerSettings()
    ingest: IngestSettings = IngestSettings()
    quota: QuotaSettings = QuotaSettings()
    fetch: FetchSettings = FetchSettings()
    feeds: FeedSettings = FeedSettings()
    watches: WatchSettings = WatchSettings()
    errata: ErrataSettings = ErrataSettings()
    backup: BackupSettings = BackupSettings()
    log: LogSettings = LogSettings()
    metrics: MetricsSettings = MetricsSettings()

    @property
    def database_path(self) -> Path:
        return self.data_dir / "dateline.db"

    @property
    def snapshot_path(self) -> Path:
        return self.data_dir / "index.faiss"

    @property
    def backup_folder(self) -> Path | None:
        """Where backups are made by themselves; None: they are not."""
        return Path(self.backup.folder).expanduser().absolute() if self.backup.folder else None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` hands over: the process environment is read nowhere else."""
        return (init_settings,)


class _GivenEnvironment(EnvSettingsSource):
    """Reads the mapping it is given instead of `os.environ`."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = {name.lower(): value for name, value in environ.items()}
        super().__init__(Settings)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return self._environ


def load_settings(environ: Mapping[str, str], file: Path | None = None) -> Settings:
    """Settings from `file` (default: the path in `DATELINE_CONFIG`, else none) under `environ`. Raises ConfigError."""
    file = file or (Path(environ[CONFIG_FILE_VARIABLE]) if environ.get(CONFIG_FILE_VARIABLE) else None)
    given = _read_environ(environ)
    values = _merged(_read_toml(file) if file else {}, given)
    if not values.get("data_dir"):
        values["data_dir"] = default_data_dir()
    try:
        settings = Settings(**values)
    except ValidationError as error:
        problem = error.errors()[0]
        path = tuple(str(part) for part in problem["loc"])
        raise ConfigError(_where(path, given, file), f"{'.'.join(path)}: {_said(problem, path)}") from error
    data_dir = _at_home(settings.data_dir, ("data_dir",), given, file)
    folder = settings.backup.folder
    if folder and _at_home(Path(folder), ("backup", "folder"), given, file).is_relative_to(data_dir):
        said = "it lies in data_dir, with which it would be lost; name a folder elsewhere"
        raise ConfigError(_where(("backup", "folder"), given, file), f"backup.folder: {said}")
    return settings.model_copy(update={"data_dir": data_dir})


def _said(problem: ErrorDetails, path: Sequence[str]) -> str:
    if problem["type"] != "extra_forbidden":
        return problem["msg"].removeprefix("Value error, ")
    near = get_close_matches(".".join(path), setting_names(), n=1)
    return f"there is no such setting{f', the nearest is {near[0]}' if near else ''}"


def _at_home(folder: Path, path: tuple[str, ...], given: Mapping[str, Any], file: Path | None) -> Path:
    """The absolute folder. Raises ConfigError where it begins with the name of a user that there is not (~somebody)."""
    try:
        return folder.expanduser().absolute()
    except RuntimeError as error:
        raise ConfigError(_where(path, given, file), f"{'.'.join(path)}: {folder}: {error}") from error


def default_data_dir() -> Path:
    """The platform's folder for a user's data."""
    return Path(platformdirs.user_data_dir("dateline", appauthor=False))


def setting_names() -> list[str]:
    """Every dotted key there is, in order."""
    return list(_leaves(Settings, ""))


def _leaves(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, Section):
            yield from _leaves(info.annotation, f"{prefix}{name}.")
        else:
            yield prefix + name


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(str(file), error.strerror or "cannot be read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(file), f"not valid TOML: {error}") from error


def _read_environ(environ: Mapping[str, str]) -> dict[str, Any]:
    known = {ENV_PREFIX + name.upper().replace(".", "__") for name in setting_names()}
    tables = {ENV_PREFIX + name.upper() for name in Settings.model_fields}
    others = {CONFIG_FILE_VARIABLE, SHARED_VARIABLE}
    for name in environ:
        if name.startswith(ENV_PREFIX) and name not in known | tables | others:
            raise ConfigError("environment", f"{name} is not a setting")
    try:
        given: dict[str, Any] = _GivenEnvironment(environ)()
    except SettingsError as error:
        raise ConfigError("environment", str(error)) from error
    if token := environ.get("DISCORD_TOKEN"):
        return _merged({"discord": {"token": token}}, given)
    return given


def _merged(weak: Mapping[str, Any], strong: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(weak)
    for key, value in strong.items():
        below = out.get(key)
        both_tables = isinstance(below, Mapping) and isinstance(value, Mapping)
        out[key] = _merged(below, value) if both_tables else value  # type: ignore[arg-type]  # checked above
    return out


def _where(path: tuple[str, ...], given: Mapping[str, Any], file: Path | None) -> str:
    node: Any = given
    for part in path:
        if not isinstance(node, Mapping) or part not in node:
            return str(file) if file else "settings"
        node = node[part]
    return "environment"
