"""The programs of the servers: fetched once into a cache, and checked against their SHA-256."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "servers"
PRODUCTS = tomllib.loads((Path(__file__).with_name("products.toml")).read_text(encoding="utf-8"))
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


class NotInstalled(Exception):
    """A server that cannot be had here, in one line."""


def install(product: str) -> list[Path]:
    """The files of a product, in the order of ``products.toml``.

    Raises:
        NotInstalled: a package client is missing or fails twice, or a file is not the one that is expected.
    """
    wanted = PRODUCTS[product]
    if "maven" in wanted:
        return [_maven(product, artifact, digest) for artifact, digest in wanted["maven"].items()]
    if "pypi" in wanted:
        return [_wheel(product, wanted["pypi"], wanted["sha256"])]
    return [_debian(product, wanted["debian"], Path(wanted["program"]))]


def _maven(product: str, artifact: str, digest: str) -> Path:
    name, version, packaging = [*artifact.split(":"), "jar"][1:4]
    path = CACHE / f"{name}-{version}.{packaging}"
    if not path.is_file() or _sha256(path) != digest:
        path.unlink(missing_ok=True)
        _run(product, ["mvn", "--batch-mode", "--quiet", _COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={CACHE}"])
    if _sha256(path) != digest:
        path.unlink()
        raise NotInstalled(f"{product}: {path.name} does not have the SHA-256 of products.toml")
    return path


def _wheel(product: str, requirement: str, digest: str) -> Path:
    folder = CACHE / requirement.replace("==", "-")
    program = folder / "bin" / requirement.partition("==")[0]
    if not program.is_file():
        fresh = folder.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        pin = fresh / "pin.txt"
        pin.write_text(f"{requirement} --hash=sha256:{digest}\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
        _run(product, [*pip, "--require-hashes", "--target", str(fresh), "-r", str(pin)])
        fresh.rename(folder)
    return program


def _debian(product: str, packages: list[str], program: Path) -> Path:
    if not program.is_file():
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            raise NotInstalled(f"{product}: needs root on Debian; install {' '.join(packages)} first")
        _run(product, ["apt-get", "update", "--quiet"])
        _run(product, ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages])
    return program


def _run(product: str, command: list[str]) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    if shutil.which(command[0]) is None:
        raise NotInstalled(f"{product}: {command[0]} is not on this machine")
    said = ""
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        if done.returncode == 0:
            return
        said = (done.stderr.strip() or done.stdout.strip() or f"status {done.returncode}").splitlines()[0]
    raise NotInstalled(f"{product}: {Path(command[0]).name} failed twice: {said}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
