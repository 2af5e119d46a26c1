"""Every setting once: its type, default, environment variable and what it is for."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from values.environment import SettingError, address, networks, number, one_of, ports, switch
from values.telling import OfficeHours, office_hours

ROOT = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one installation."""

    home: Path
    """MULU_HOME: the folder of all state of the embedded default (database, mails, keys, lock)."""
    database_url: str
    """MULU_DATABASE_URL: `sqlite:///…` or `postgresql+psycopg://…`; default: `mulu.sqlite` in the home."""
    broker_url: str = "memory://"
    """MULU_BROKER_URL: `memory://` runs the worker inside the web process, `redis://…` outside it."""
    host: str = "127.0.0.1"
    """MULU_HOST: the address that `make run` listens on."""
    port: int = 8000
    """PORT: the port that `make run` listens on."""
    language: str = "zh_Hans"
    """MULU_LANG: the language of the command line, and of pages before a reader has chosen (zh or en)."""
    secret_key: str = ""
    """MULU_SECRET_KEY: signs cookies; default: made once, kept in the home."""
    demo_password: str = ""
    """MULU_DEMO_PASSWORD: the password of all demonstration accounts; default: made for the installation."""
    https: bool = False
    """MULU_HTTPS: 1 sends cookies over HTTPS only; set it behind a proxy that ends TLS."""
    public_url: str = ""
    """MULU_PUBLIC_URL: the address that links in e-mails begin with; default: host and port."""
    smtp_url: str = ""
    """MULU_SMTP_URL: `smtp://[user:password@]host:port[?starttls=1]`; empty: a mail folder in the home."""
    mail_from: str = "mulu@localhost"
    """MULU_MAIL_FROM: the sender of e-mails."""
    mail_hours: str = ""
    """MULU_MAIL_HOURS: `08:30-18:00` on working days (default with a mail server), or `always`; urgent ones always go."""
    escalate_after: int = 2
    """MULU_ESCALATE_AFTER: after how many working days an overdue step or approval goes up a level."""
    services_key: str = ""
    """MULU_SERVICES_KEY: the file of the key that locks the credentials of message services; default: `services.key`
    in the home. Web and worker read the same file; keep a copy beside the backups of the database, not in them."""
    service_hosts: str = ""
    """MULU_SERVICE_HOSTS: `host:port`, separated by commas, that message services may be reached at although they are
    inside this network, or without TLS (a gateway of one's own); empty: public addresses with TLS only."""
    password_time_cost: int = 3
    """MULU_PASSWORD_TIME_COST: rounds of argon2id."""
    password_memory_kib: int = 65536
    """MULU_PASSWORD_MEMORY_KIB: memory of one argon2id computation, in KiB."""
    lockout_after: int = 5
    """MULU_LOCKOUT_AFTER: failed sign-ins in a row after which an account is locked."""
    lockout_minutes: int = 15
    """MULU_LOCKOUT_MINUTES: how long it stays locked."""
    password_days: int = 90
    """MULU_PASSWORD_DAYS: how long a password holds that somebody chose (GB/T 22239: 定期更换); 0: for good."""
    keys: str = ""
    """MULU_KEYS: the folder of the keys that sign the trail; default: `keys` in the home. Keep a copy elsewhere."""
    checkpoints: str = ""
    """MULU_CHECKPOINTS: the folder for signed heads of the trail, best on a machine that the database's administrator
    cannot write to; default: `checkpoints` in the home."""
    checkpoint_mail: str = ""
    """MULU_CHECKPOINT_MAIL: an auditor's mailbox that gets the newest signed head, at most once an hour."""
    pg_bin: str = ""
    """MULU_PG_BIN: the folder of `pg_dump` and `pg_restore`; empty: where programs are looked for."""
    hash_algorithm: str = "sha256"
    """MULU_HASH: the hash of the trail's tree, `sha256` or `sm3`; it is fixed when the installation is set up."""
    worker_threads: int = 2
    """MULU_WORKER_THREADS: threads of the embedded worker."""
    max_request_bytes: int = 2_000_000
    """MULU_MAX_REQUEST_BYTES: a larger request is refused."""
    max_file_bytes: int = 20_000_000
    """MULU_MAX_FILE_BYTES: a larger attached file is refused."""
    max_proposal_bytes: int = 100_000_000
    """MULU_MAX_PROPOSAL_BYTES: the most that all files of a proposal may have together, and one request may bring."""
    antivirus: str = ""
    """MULU_ANTIVIRUS: looks at files before they are taken in: `clamd://host:port`, `clamd:///path/of/socket`, or
    `command:program` that gets a file on standard input (0 clean, 1 infected); empty: nobody looks."""
    antivirus_away: str = "refuse"
    """MULU_ANTIVIRUS_AWAY: while the scanner does not answer, `refuse` files or `accept` them unseen and say so."""
    audit_export_rows: int = 50_000
    """MULU_AUDIT_EXPORT_ROWS: the most events that an export of the audit trail holds, the newest ones."""
    log_days: int = 200
    """MULU_LOG_DAYS: for how many days the files of the technical log are kept (`logs` in the home); 180 at least."""
    link_networks: str = ""
    """MULU_LINK_NETWORKS: networks, as `10.1.0.0/16`, that published addresses may lead to though not public."""
    link_ports: str = ""
    """MULU_LINK_PORTS: ports that may be asked beside 80 and 443, as `8080,8443`."""
    link_contact: str = ""
    """MULU_LINK_CONTACT: whom a webmaster finds in their log; default: the address of this site."""
    link_failures: int = 2
    """MULU_LINK_FAILURES: on how many days a published address fails before it is called dead."""
    testing: bool = False
    """Set by the tests only: errors are raised instead of shown."""

    @property
    def embedded(self) -> bool:
        """Whether the worker runs inside the web process."""
        return self.broker_url.startswith("memory://")

    @property
    def mail_folder(self) -> Path:
        """Where mails go when no SMTP server is set: a Maildir a person."""
        return self.home / "mail"

    @property
    def sending_hours(self) -> OfficeHours | None:
        """When mails go; None: at any hour."""
        return office_hours(self.mail_hours or (OFFICE_HOURS if self.smtp_url else ALWAYS))

    @property
    def keys_folder(self) -> Path:
        """Where the keys are that sign the trail."""
        return Path(self.keys or self.home / "keys").resolve()

    @property
    def checkpoints_folder(self) -> Path:
        """Where signed heads of the trail are written."""
        return Path(self.checkpoints or self.home / "checkpoints").resolve()

    @property
    def services_key_file(self) -> Path:
        """Where the key is that locks the credentials of message services."""
        return Path(self.services_key or self.home / "services.key").resolve()

    @property
    def inside_hosts(self) -> frozenset[str]:
        """The `host:port` inside this network at which message services may be reached."""
        return frozenset(one.strip().lower() for one in self.service_hosts.split(",") if one.strip())

    @property
    def logs_folder(self) -> Path:
        """Where the embedded default keeps its technical log."""
        return self.home / "logs"

    @property
    def postgres_programs(self) -> Path | None:
        """Where PostgreSQL's programs are; None: where programs are looked for."""
        return Path(self.pg_bin) if self.pg_bin else None

    @property
    def base_url(self) -> str:
        """What absolute links begin with."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings from environment variables.

        Raises: SettingError for one that does not fit.
        """
        home = Path(environ.get("MULU_HOME") or ROOT / "var").resolve()
        return cls(
            home=home,
            database_url=address(
                environ, "MULU_DATABASE_URL", f"sqlite:///{home / 'mulu.sqlite'}", *DATABASES
            ),
            broker_url=address(environ, "MULU_BROKER_URL", "memory://", *BROKERS),
            host=environ.get("MULU_HOST") or "127.0.0.1",
            port=number(environ, "PORT", 8000),
            language=_language(environ),
            secret_key=environ.get("MULU_SECRET_KEY") or "",
            demo_password=environ.get("MULU_DEMO_PASSWORD") or "",
            https=switch(environ, "MULU_HTTPS"),
            public_url=environ.get("MULU_PUBLIC_URL") or "",
            smtp_url=address(environ, "MULU_SMTP_URL", "", "smtp://"),
            mail_from=environ.get("MULU_MAIL_FROM") or "mulu@localhost",
            mail_hours=_hours(environ),
            escalate_after=number(environ, "MULU_ESCALATE_AFTER", 2),
            services_key=environ.get("MULU_SERVICES_KEY") or "",
            service_hosts=environ.get("MULU_SERVICE_HOSTS") or "",
            password_time_cost=number(environ, "MULU_PASSWORD_TIME_COST", 3),
            password_memory_kib=number(environ, "MULU_PASSWORD_MEMORY_KIB", 65536),
            lockout_after=number(environ, "MULU_LOCKOUT_AFTER", 5),
            lockout_minutes=number(environ, "MULU_LOCKOUT_MINUTES", 15),
            password_days=number(environ, "MULU_PASSWORD_DAYS", 90, least=0),
            keys=environ.get("MULU_KEYS") or "",
            checkpoints=environ.get("MULU_CHECKPOINTS") or "",
            checkpoint_mail=environ.get("MULU_CHECKPOINT_MAIL") or "",
            pg_bin=environ.get("MULU_PG_BIN") or "",
            hash_algorithm=one_of(environ, "MULU_HASH", "sha256", "sm3"),
            worker_threads=number(environ, "MULU_WORKER_THREADS", 2),
            max_request_bytes=number(environ, "MULU_MAX_REQUEST_BYTES", 2_000_000),
            max_file_bytes=number(environ, "MULU_MAX_FILE_BYTES", 20_000_000),
            max_proposal_bytes=number(environ, "MULU_MAX_PROPOSAL_BYTES", 100_000_000),
            antivirus=address(environ, "MULU_ANTIVIRUS", "", "clamd://", "command:"),
            antivirus_away=one_of(environ, "MULU_ANTIVIRUS_AWAY", "refuse", "accept"),
            audit_export_rows=number(environ, "MULU_AUDIT_EXPORT_ROWS", 50_000),
            log_days=number(environ, "MULU_LOG_DAYS", 200, least=SHORTEST_LOG_DAYS),
            link_networks=networks(environ, "MULU_LINK_NETWORKS"),
            link_ports=ports(environ, "MULU_LINK_PORTS"),
            link_contact=environ.get("MULU_LINK_CONTACT") or "",
            link_failures=number(environ, "MULU_LINK_FAILURES", 2),
        )


def kept_secret(path: Path) -> str:
    """Return the secret kept in a file that only its owner reads, making it at the first call."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingError(
            "MULU_HOME",
            f"无法建立文件夹 {path.parent}（{reason}）。",
            f"cannot make {path.parent}: {reason}.",
        ) from error
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


DATABASES = ("sqlite:///", "postgresql+psycopg://")
BROKERS = ("memory://", "redis://", "rediss://")
"""What addresses of databases and brokers begin with."""


OFFICE_HOURS, ALWAYS = "08:30-18:00", "always"
"""When mails go, unless somebody sets it."""


def _hours(environ: Mapping[str, str]) -> str:
    text = environ.get("MULU_MAIL_HOURS") or ""
    try:
        office_hours(text or ALWAYS)
    except ValueError:
        raise SettingError(
            "MULU_MAIL_HOURS",
            f"应如 {OFFICE_HOURS} 或 {ALWAYS}，不能是“{text}”。",
            f"is like {OFFICE_HOURS}, or {ALWAYS}, not {text!r}.",
        ) from None
    return text


SHORTEST_LOG_DAYS = 180
"""Six months: what the law asks of network logs (网络安全法)."""


def _language(environ: Mapping[str, str]) -> str:
    text = (environ.get("MULU_LANG") or "zh").lower()
    if not text.startswith(("zh", "en")):
        raise SettingError("MULU_LANG", f"应为 zh 或 en，不能是“{text}”。", f"is zh or en, not {text!r}.")
    return "en" if text.startswith("en") else "zh_Hans"
