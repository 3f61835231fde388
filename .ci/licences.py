#!/usr/bin/env python3
"""Checks the licence of every dependency against the list in deny.toml, with the standard library alone."""

import json
import re
import subprocess
import sys
import tomllib


def allowed(expression: str, known: set[str]) -> bool:
    """Evaluates an SPDX expression: every licence name becomes whether it is allowed."""
    expression = expression.replace("/", " OR ")
    tokens = re.findall(r"\(|\)|\bAND\b|\bOR\b|[A-Za-z0-9.+-]+(?: WITH [A-Za-z0-9.+-]+)?", expression)
    python = {"(": "(", ")": ")", "AND": "and", "OR": "or"}
    return bool(eval(" ".join(python.get(token, str(token in known)) for token in tokens)))


def main() -> int:
    with open("deny.toml", "rb") as file:
        known = set(tomllib.load(file)["licenses"]["allow"])
    metadata = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--all-features", "--locked"],
        check=True,
        capture_output=True,
    )
    packages = json.loads(metadata.stdout)["packages"]
    wrong = [
        f"{package['name']} {package['version']}: {package['license'] or 'no licence'}"
        for package in packages
        if package["source"] and not (package["license"] and allowed(package["license"], known))
    ]
    print(f"licences: {len(packages)} packages, {len(wrong)} with a licence that deny.toml does not allow")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
