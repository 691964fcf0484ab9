"""What judges Kubernetes' files: a real kustomize, Kubernetes' schemas, and the operators' own definitions.

Kustomize is built once from its Go module; the definitions come out of the operators' Go modules, whose checksums
stand here. All are kept in the user's cache.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import kubernetes_validate
import yaml
from harness import filebeat
from harness.elasticsearch import CACHE, UnavailableError

KUSTOMIZE = Path(__file__).parent / "kustomize"
VERSIONS = ("1.31", kubernetes_validate.latest_version())
"""The oldest Kubernetes that has all that is used, and the newest known."""


class Definitions(NamedTuple):
    """Where the definitions of an operator's kinds come from.

    Args:
        module: of Go.
        version: of the module.
        checksum: of the module, as go.sum has it.
        files: a glob within the module.
    """

    module: str
    version: str
    checksum: str
    files: str


OPERATORS = (
    Definitions(
        "github.com/elastic/cloud-on-k8s/v3",
        "v3.2.0",
        "h1:wdY6+4nQp3L6Hm/u6mr+x+XB2VqVzs1isy9VCldmIMY=",
        "config/crds/v1/all-crds.yaml",
    ),
    Definitions(
        "github.com/cert-manager/cert-manager",
        "v1.19.1",
        "h1:Txh8L/nLWTDcb7ZnXuXbTe15BxQnLbLirXmbNk0fGgY=",
        "deploy/crds/cert-manager.io_*.yaml",
    ),
)


def install() -> None:
    """Build and fetch what lacks.

    Raises:
        UnavailableError: there is no Go that is new enough, or the modules can't be had.
    """
    filebeat.build("kustomize", ".", KUSTOMIZE)
    for operator in OPERATORS:
        _files(operator)


def build(folder: Path) -> list[dict[str, Any]]:
    """Return the objects that a kustomization gives.

    Raises:
        UnavailableError: kustomize can't be built here.
    """
    program = filebeat.build("kustomize", ".", KUSTOMIZE)
    done = subprocess.run([program, "build", folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr  # a deprecation, or a patch that changed nothing
    return list(yaml.safe_load_all(done.stdout))


def validate(found: dict[str, Any]) -> None:
    """Hold an object to its schema: no unknown field, no wrong type.

    Raises:
        jsonschema.ValidationError: it does not fit.
        UnavailableError: the definitions can't be had here.
    """
    group, version = found["apiVersion"].rpartition("/")[::2]
    schema = _custom().get((group, version, found["kind"]))
    if schema is not None:
        jsonschema.validate(found, schema)
        return
    for each in VERSIONS:
        kubernetes_validate.validate(found, each, strict=True)


@cache
def _custom() -> dict[tuple[str, str, str], Any]:
    """Return the strict schemas of the operators' kinds, by group, version and kind."""
    return {
        (definition["spec"]["group"], version["name"], definition["spec"]["names"]["kind"]): _whole(version)
        for operator in OPERATORS
        for path in _files(operator)
        for definition in yaml.load_all(path.read_bytes(), yaml.CSafeLoader)
        if definition
        for version in definition["spec"]["versions"]
        if version["served"]
    }


def _whole(version: dict[str, Any]) -> Any:
    schema = _strict(version["schema"]["openAPIV3Schema"])
    schema["properties"]["metadata"] = {"type": "object"}  # the API server's own part
    return schema


def _strict(schema: Any) -> Any:
    """Return a schema that refuses what the API server would drop in silence."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _strict(each) for key, each in schema.items()}
    is_closed = isinstance(schema.get("properties"), dict) and not schema.get("x-kubernetes-preserve-unknown-fields")
    return {"additionalProperties": False, **inner} if is_closed and schema.get("type") == "object" else inner


def _files(operator: Definitions) -> list[Path]:
    name = operator.module.replace("/", "-")
    folder = CACHE / f"{name}-{operator.version}-{operator.checksum[3:11].replace('/', '_')}"
    if not folder.exists():
        _fetch(operator, folder)
    return sorted(folder.iterdir())


def _fetch(operator: Definitions, folder: Path) -> None:
    """Copy what is wanted out of a module, after its checksum is known to be the one that stands here."""
    if shutil.which("go") is None:
        raise UnavailableError(f"the definitions come out of {operator.module}, and there is no Go here to fetch it")
    command = ["go", "mod", "download", "-json", f"{operator.module}@{operator.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    told = json.loads(done.stdout or "{}")
    if told.get("Sum") != operator.checksum:
        raise UnavailableError(f"{operator.module} can't be had as it was pinned: {told.get('Error', told.get('Sum'))}")
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for path in Path(told["Dir"]).glob(operator.files):
        shutil.copyfile(path, new / path.name)
    new.replace(folder)
