"""`logloom setup secrets` and `renew`: what they make, for whom, and what a kill leaves behind."""

from __future__ import annotations

import contextlib
import os
import random
import re
import ssl
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography import x509

from logloom.cli import main
from logloom.cluster.setup import SERVICES, Owner, Wish, draw, look_at, renew
from logloom.cluster.setup._files import claim
from logloom.errors import SetupError

NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
CERTIFIED = [name for name, service in SERVICES.items() if service.certificate]


def contents(folder: Path) -> dict[str, bytes]:
    """Return what each file holds, by its path in the folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def certificate(folder: Path, service: str) -> x509.Certificate:
    """Return a service's certificate."""
    return x509.load_pem_x509_certificate((folder / service / "tls.crt").read_bytes())


def names(folder: Path, service: str) -> set[str]:
    """Return the names and addresses of a service's certificate."""
    found = certificate(folder, service).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return {str(name.value) for name in found.value}


def everything() -> set[str]:
    """Return the paths of all files that there should be."""
    expected = {"ca/ca.crt", "ca/ca.key"}
    for name, service in SERVICES.items():
        expected |= {f"{name}/{file}" for file in ("ca.crt", *service.secrets)}
        expected |= {f"{name}/tls.crt", f"{name}/tls.key"} if service.certificate else set()
    return expected


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """Return a folder in which everything was drawn."""
    draw(tmp_path / "secrets", NOW, {})
    return tmp_path / "secrets"


def test_each_service_gets_its_own_files_and_no_other(drawn: Path) -> None:
    """The authority's key is in no service's folder, no secret is there twice, and each is long."""
    files = contents(drawn)
    assert set(files) == everything()
    secrets = [text for path, text in files.items() if not path.endswith(".crt")]
    assert len(set(secrets)) == len(secrets)
    assert min(map(len, secrets)) >= 64


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_no_file_is_readable_by_others_under_any_umask(tmp_path: Path, mask: int) -> None:
    """What the shell allows by default is not what a secret gets."""
    before = os.umask(mask)
    try:
        draw(tmp_path / "secrets", NOW, {})
    finally:
        os.umask(before)
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "secrets").rglob("*")}
    assert {mode for path, mode in found.items() if path.is_dir()} == {0o700}
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert {mode for path, mode in found.items() if path.is_file() and path.name != ".lock"} == {0o600}


def test_permissions_that_somebody_loosened_are_put_right(drawn: Path) -> None:
    """A copy by hand or from an archive is readable by all; the next set-up closes it."""
    (drawn / "filebeat").chmod(0o755)
    (drawn / "filebeat/tls.key").chmod(0o644)
    draw(drawn, NOW, {})
    assert stat.S_IMODE((drawn / "filebeat").stat().st_mode) == 0o700
    assert stat.S_IMODE((drawn / "filebeat/tls.key").stat().st_mode) == 0o600


def test_a_service_that_runs_as_another_user_can_read_its_files(tmp_path: Path) -> None:
    """An owner is remembered by the folder: later calls keep it for what they write."""
    mine = (os.getuid(), os.getgid())
    uid, gid = (1000, 0) if os.getuid() == 0 else mine
    draw(tmp_path, NOW, {"kibana": Wish(owner=Owner(uid)), "filebeat": Wish(owner=Owner(uid, gid))})
    (tmp_path / "filebeat/tls.crt").unlink()
    renew(tmp_path, NOW)
    found = {path: path.stat() for path in (*(tmp_path / "filebeat").iterdir(), tmp_path / "filebeat")}
    assert {(each.st_uid, each.st_gid) for each in found.values()} == {(uid, gid)}
    assert {stat.S_IMODE(each.st_mode) for path, each in found.items()} == {0o640, 0o750}
    assert stat.S_IMODE((tmp_path / "kibana/encryption_key").stat().st_mode) == 0o600
    assert (tmp_path / "kibana/encryption_key").stat().st_uid == uid


def test_who_may_not_give_a_file_away_is_told() -> None:
    """A folder that not even root may change, with what to do about it."""
    with pytest.raises(SetupError, match=r"run the set-up as root, or as that user and without --owner"):
        claim(Path("/proc/sys"), Owner(1))


def test_a_second_call_changes_nothing(drawn: Path) -> None:
    """Everything that is there is kept, byte for byte."""
    before, done = contents(drawn), list[str]()
    draw(drawn, NOW + timedelta(days=300), {}, done.append)
    assert (contents(drawn), done) == (before, [])


@pytest.mark.parametrize("service", CERTIFIED)
def test_a_real_handshake_trusts_the_certificates(drawn: Path, service: str) -> None:
    """Python's own TLS, both sides checked: by the service's name, by localhost and by the loopback address."""
    server, client = (ssl.SSLContext(side) for side in (ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS_CLIENT))
    for context, name in ((server, service), (client, "filebeat")):
        context.load_cert_chain(drawn / name / "tls.crt", drawn / name / "tls.key")
        context.load_verify_locations(drawn / name / "ca.crt")
        context.verify_flags |= ssl.VERIFY_X509_STRICT
    server.verify_mode = ssl.CERT_REQUIRED
    for host in (service, "localhost", "127.0.0.1"):
        assert handshake(server, client, host)
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        handshake(server, client, "somewhere-else")


def handshake(server: ssl.SSLContext, client: ssl.SSLContext, host: str) -> str | None:
    """Shake hands in memory and return the version of TLS."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    here = client.wrap_bio(to_client, to_server, server_hostname=host)
    there = server.wrap_bio(to_server, to_client, server_side=True)
    for side in (here, there, here, there):
        with contextlib.suppress(ssl.SSLWantReadError):
            side.do_handshake()
    there.do_handshake()
    return here.version()


def test_further_names_are_added_and_stay(tmp_path: Path) -> None:
    """A name that a later call brings has the certificate signed anew, for the same key; no name goes."""
    draw(tmp_path, NOW, {"elasticsearch": Wish(("es.example.org", "10.0.0.4"))})
    key = (tmp_path / "elasticsearch/tls.key").read_bytes()
    done: list[str] = []
    draw(tmp_path, NOW, {"elasticsearch": Wish(("es02",))}, done.append)
    assert done == [f"signed: {tmp_path}/elasticsearch/tls.crt, since it is not good for es02"]
    renew(tmp_path, NOW)
    own = {"elasticsearch", "localhost", "127.0.0.1"}
    assert names(tmp_path, "elasticsearch") == own | {"es.example.org", "10.0.0.4", "es02"}
    assert (tmp_path / "elasticsearch/tls.key").read_bytes() == key


@pytest.mark.parametrize(("days", "signed"), [(334, 0), (336, 4), (400, 4)])
def test_what_expires_within_a_month_is_signed_anew(drawn: Path, days: int, signed: int) -> None:
    """By the next set-up, without being asked; the authority and all keys stay."""
    before, done = contents(drawn), list[str]()
    draw(drawn, NOW + timedelta(days=days), {}, done.append)
    changed = [path for path, text in contents(drawn).items() if before[path] != text]
    assert len(changed) == len(done) == signed
    assert all(path.endswith("/tls.crt") for path in changed)


def test_renew_signs_all_certificates_for_another_year(drawn: Path) -> None:
    """By the same authority, so that services trust each other whichever of them has been restarted."""
    before, later = contents(drawn), NOW + timedelta(days=200)
    renew(drawn, later)
    assert {certificate(drawn, name).not_valid_after_utc for name in CERTIFIED} == {later + timedelta(days=365)}
    unchanged = {path for path, text in contents(drawn).items() if before[path] == text}
    assert unchanged == {path for path in before if not path.endswith("/tls.crt")}


def test_an_authority_that_expires_is_signed_anew_for_its_key(drawn: Path) -> None:
    """Its certificate never ends before those that it signs, and vouches for the older ones too."""
    later = NOW + timedelta(days=3650 - 100)
    key, older = (drawn / "ca/ca.key").read_bytes(), (drawn / "ca/ca.crt").read_bytes()
    draw(drawn, later, {})
    newer = x509.load_pem_x509_certificate((drawn / "ca/ca.crt").read_bytes())
    assert newer.not_valid_after_utc > certificate(drawn, "kibana").not_valid_after_utc
    certificate(drawn, "kibana").verify_directly_issued_by(x509.load_pem_x509_certificate(older))
    assert (drawn / "ca/ca.key").read_bytes() == key
    assert {(drawn / name / "ca.crt").read_bytes() for name in SERVICES} == {(drawn / "ca/ca.crt").read_bytes()}


def test_another_authority_signs_all_anew(drawn: Path) -> None:
    """Who moves the authority away begins with another one; passwords stay."""
    password = (drawn / "elasticsearch/elastic_password").read_bytes()
    for path in (drawn / "ca").iterdir():
        path.unlink()
    draw(drawn, NOW, {})
    authority = x509.load_pem_x509_certificate((drawn / "ca/ca.crt").read_bytes())
    for name in CERTIFIED:
        certificate(drawn, name).verify_directly_issued_by(authority)
    assert (drawn / "elasticsearch/elastic_password").read_bytes() == password


def swap_the_authoritys_key(folder: Path) -> None:
    """Put a service's in its place."""
    (folder / "ca/ca.key").write_bytes((folder / "kibana/tls.key").read_bytes())


def empty_a_password(folder: Path) -> None:
    """As a full disk leaves a copy."""
    (folder / "elasticsearch/elastic_password").write_bytes(b"\n")


def cut_a_key(folder: Path) -> None:
    """Half of it."""
    (folder / "logstash/tls.key").write_bytes((folder / "logstash/tls.key").read_bytes()[:100])


def cut_a_certificate(folder: Path) -> None:
    """Half of it."""
    (folder / "filebeat/tls.crt").write_bytes((folder / "filebeat/tls.crt").read_bytes()[:100])


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (swap_the_authoritys_key, r"ca: one of ca\.crt, ca\.key is damaged \(ca\.crt belongs to another key"),
        (empty_a_password, r"elastic_password is empty: put back what it held"),
        (cut_a_key, r"logstash: one of ca\.crt, tls\.crt, tls\.key is damaged"),
        (cut_a_certificate, r"filebeat: one of ca\.crt, tls\.crt, tls\.key is damaged"),
    ],
)
def test_what_is_damaged_is_told_and_left_alone(drawn: Path, damage: Callable[[Path], None], words: str) -> None:
    """Nothing in use is drawn anew because a file can't be read; the message names it and holds none of it."""
    damage(drawn)
    before = contents(drawn)
    with pytest.raises(SetupError, match=words) as caught:
        draw(drawn, NOW, {})
    assert contents(drawn) == before
    assert "PRIVATE" not in str(caught.value)


def test_the_authoritys_key_may_be_kept_elsewhere(drawn: Path) -> None:
    """Without it all goes on, but for a signature: that asks for it, and draws no other."""
    (drawn / "ca/ca.key").unlink()
    draw(drawn, NOW, {})
    for days, wish in ((336, Wish()), (0, Wish(("es02",)))):
        with pytest.raises(
            SetupError, match=r"tls\.crt has to be signed, since it .*/ca/ca\.key is not there: put it back"
        ):
            draw(drawn, NOW + timedelta(days=days), {"elasticsearch": wish})
    assert not (drawn / "ca/ca.key").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
left = int(sys.argv[2])
def audit(event, arguments):
    # Each of these is a step on the way of a file: opened, given away, renamed.
    global left
    if event in {"open", "os.rename", "os.chown", "os.chmod", "os.mkdir"} and sys.argv[1] in str(arguments[0]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
import logloom.cluster.setup, logloom.cli
sys.addaudithook(audit)
sys.exit(logloom.cli.main(["setup", "secrets", "--folder", sys.argv[1]]))
"""


def test_killed_at_any_step_it_completes_and_draws_nothing_anew(tmp_path: Path) -> None:
    """After SIGKILL at 20 different steps what was there is there still, and in the end all is there and good."""
    steps = random.Random(7).sample(range(2, 60), 20)
    folder = tmp_path / "secrets"
    for round_number, step in enumerate(steps):
        before = contents(folder) if folder.exists() else {}
        command = [sys.executable, "-c", KILLED, str(folder), str(step)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode in {-9, 0}, done.stderr
        finished = {path: text for path, text in before.items() if not Path(path).name.startswith(".")}
        assert finished.items() <= contents(folder).items()
        if done.returncode == 0 or round_number % 6 == 5:
            complete(folder)
            folder = tmp_path / f"secrets{round_number}"
    assert len(list(tmp_path.iterdir())) > 3


def complete(folder: Path) -> None:
    """Run it to its end, and look that nothing half done is left."""
    before = {path: text for path, text in contents(folder).items() if not Path(path).name.startswith(".")}
    draw(folder, datetime.now(timezone.utc), {})
    after = contents(folder)
    assert before.items() <= after.items()
    assert set(after) == everything()
    done: list[str] = []
    draw(folder, datetime.now(timezone.utc), {}, done.append)
    assert done == []


def test_two_at_once_are_not_let_in(tmp_path: Path) -> None:
    """The second one is told to wait; after the first has ended it goes on."""
    told: list[str] = []

    def second(_: str) -> None:
        with contextlib.suppress(SetupError):
            draw(tmp_path, NOW, {})
            told.append("let in")

    draw(tmp_path, NOW, {}, second)
    assert told == []
    with pytest.raises(SetupError, match="another `logloom setup` is at work"):
        draw(tmp_path, NOW + timedelta(days=400), {}, lambda _: draw(tmp_path, NOW, {}))
    draw(tmp_path, NOW, {})


def test_a_link_that_waits_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    """A secret goes into a new file, never through a link that somebody put there."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    place = tmp_path / "secrets/elasticsearch"
    place.mkdir(parents=True)
    (place / ".elastic_password.new").symlink_to(elsewhere)
    draw(tmp_path / "secrets", NOW, {})
    assert elsewhere.read_text() == "mine"
    assert not (place / ".elastic_password.new").exists()


def test_a_folder_in_which_everybody_may_write_is_refused(tmp_path: Path) -> None:
    """Such as /tmp itself: what lies there could be exchanged. It is left as it is."""
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets").chmod(0o777)
    with pytest.raises(SetupError, match=r"everybody may write in .*/secrets: choose a folder that is yours alone"):
        draw(tmp_path / "secrets", NOW, {})
    assert list((tmp_path / "secrets").iterdir()) == []


def test_what_else_lies_in_a_folder_is_left_alone(drawn: Path) -> None:
    """A disk of its own brings a folder."""
    (drawn / "kibana/lost+found").mkdir(mode=0o755)
    (drawn / "kibana/lost+found").chmod(0o755)
    draw(drawn, NOW, {})
    assert stat.S_IMODE((drawn / "kibana/lost+found").stat().st_mode) == 0o755


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_a_link_in_the_place_of_a_secret_is_refused(
    drawn: Path, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    """What it leads to is neither read, closed nor given away."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    elsewhere.chmod(0o644)
    (drawn / "kibana/encryption_key").unlink()
    link(drawn / "kibana/encryption_key", elsewhere)
    with pytest.raises(SetupError, match=r"kibana/encryption_key is a link, or no file: remove it"):
        draw(drawn, NOW, {})
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644


def test_the_commands_print_no_secret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names of files, what was done, and in the end that nothing lacks."""
    folder = str(tmp_path / "secrets")
    assert main(["setup", "secrets", "--folder", folder, "--name", "elasticsearch=ES.example.org"]) == 0
    assert main(["setup", "secrets", "--folder", folder]) == 0
    assert main(["setup", "renew", "--folder", folder]) == 0
    shown = capsys.readouterr()
    assert f"{folder}: {len(everything())} files made\n" in shown.out
    assert f"{folder}: nothing lacks\n" in shown.out
    assert shown.out.count("\nsigned: ") == 8
    assert shown.err == ""
    for path, text in contents(Path(folder)).items():
        if not path.endswith(".crt"):
            assert text.decode().splitlines()[-1] not in shown.out
            assert text.decode() not in shown.out
    assert "es.example.org" in names(Path(folder), "elasticsearch")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["secrets", "--name", "nginx=a"], "--name nginx=a: write SERVICE=VALUE, with one of elasticsearch, logstash"),
        (["secrets", "--name", "alerts=a"], "--name alerts=a: write SERVICE=VALUE, with one of"),
        (["secrets", "--name", "kibana"], "--name kibana=: write SERVICE=VALUE"),
        (["secrets", "--name", "kibana=a b"], "'a b' is neither a host name nor an address"),
        (["secrets", "--owner", "kibana=root"], "'root' is no owner: write the numbers UID or UID:GID"),
        (["secrets", "--owner", "kibana=1:2:3"], "'1:2:3' is no owner"),
    ],
)
def test_a_wrong_call_says_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """Exit code 2, one sentence, and nothing was drawn."""
    assert main(["setup", *arguments, "--folder", str(tmp_path / "secrets")]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "secrets").exists()


def test_renew_where_nothing_was_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to renew, and the message says what comes first."""
    assert main(["setup", "renew", "--folder", str(tmp_path / "secrets")]) == 1
    assert "`logloom setup secrets` draws one" in capsys.readouterr().err
    assert not (tmp_path / "secrets").exists()


def told(folder: Path, days: int = 0) -> str:
    """Return what the doctor says of a folder, so many days later."""
    return "\n".join(map(str, look_at(folder, NOW + timedelta(days=days))))


def test_the_doctor_warns_a_month_before_a_certificate_expires(drawn: Path) -> None:
    """It names the file and the one command; who runs that has nothing more to hear for a year."""
    assert told(drawn, 334).count("ok  ") == 2
    warned = told(drawn, 336)
    assert re.search(r"FAIL  certificates of the services: .*/tls\.crt, is good for 29 days", warned)
    assert f"do: `logloom setup renew --folder {drawn}`; Elasticsearch takes it by itself" in warned
    renew(drawn, NOW + timedelta(days=336))
    assert "FAIL" not in told(drawn, 600)


def test_the_doctor_sees_what_everybody_could_read(drawn: Path) -> None:
    """A file behind a closed folder is closed; both open is a finding, and so is a folder without any."""
    (drawn / "kibana/encryption_key").chmod(0o644)
    assert "FAIL" not in told(drawn)
    (drawn / "kibana").chmod(0o755)
    assert f"FAIL  secrets: 1 files can be read by everybody, {drawn}/kibana/encryption_key first" in told(drawn)
    draw(drawn, NOW, {})
    assert "FAIL" not in told(drawn)
    assert told(drawn / "nowhere").count("do: `logloom setup secrets --folder") == 2


def test_the_doctor_tells_of_a_damaged_certificate(drawn: Path) -> None:
    """And who says which one it is."""
    cut_a_certificate(drawn)
    assert "FAIL  certificates of the services: one of them is damaged\n      do: `logloom setup secrets" in told(drawn)
