"""Export the trained network as int8 ONNX with its card.

Linear layers are quantised channel by channel (without it the cosine to fp32 falls from 0.993 to 0.962) and to
7 bits, because processors without VNNI saturate on 8. The vocabulary is quantised word by word, each with its own
scale, where the quantiser of ONNX Runtime would take one for all. The encoder's inputs are evened out before.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import msgspec
import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.language.pairs import pair_up
from dateline.language.pieces import Pieces
from dateline.language.telling import Telling

from .even_out import even_out
from .network import MINILM, Network, ends_of
from .published import tokenizer
from .syntax import Vocabulary


class ByteEmbedding(nn.Module):
    """An embedding of which each row is kept in bytes, with a scale of its own."""

    def __init__(self, rows: Tensor) -> None:
        super().__init__()
        scales = rows.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("bytes", (rows / scales).round().to(torch.int8))
        self.register_buffer("scales", scales)

    def forward(self, ids: Tensor) -> Tensor:
        return self.bytes[ids].float() * self.scales[ids]


class Words(nn.Module):
    """ids, cases, mask, first -> vectors, scores of triggers, of spans and of names."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = deepcopy(network)
        self.network.encoder.words = ByteEmbedding(network.encoder.words.weight.detach())  # type: ignore[assignment]

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        vectors = self.network.read(ids, cases, mask, first)
        return vectors, *self.network.events.tags(vectors), self.network.syntax.names(vectors)


class Events(nn.Module):
    """vectors and pairs of one window -> kept, types, statuses, links, attributes."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        vectors: Tensor,
        triggers: Tensor,
        spans: Tensor,
        order: Tensor,
        distance: Tensor,
        sentence: Tensor,
        between: Tensor,
    ) -> tuple[Tensor, ...]:
        scores = self.network.events(
            ends_of(vectors, triggers[None]),
            ends_of(vectors, spans[None]),
            spans[None, :, 2],
            *(x[None] for x in (order, distance, sentence, between)),
        )
        return tuple(s[0] for s in scores)


class Syntax(nn.Module):
    """vectors -> tags, arcs, and both sides of the relation scores (relation weights folded into the heads' side)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor) -> tuple[Tensor, ...]:
        syntax = self.network.syntax
        upos, xpos, _, arcs, dependents, heads = syntax(vectors)
        folded = torch.einsum("rij,bnj->bnri", syntax.relations, heads)
        return upos, xpos, arcs, dependents, folded


def export(network: Network, telling: Telling, folder: Path, v: Vocabulary, windows: Sequence[Pieces]) -> None:
    """Write encoder.onnx, events.onnx, syntax.onnx, tokenizer.json, telling.json and card.json.

    `windows` are some texts to measure the network by before it is quantised.
    """
    network = even_out(network, windows)
    folder.mkdir(parents=True, exist_ok=True)
    n = 12
    ids = torch.randint(1000, 2000, (1, 2, n))
    mask = torch.ones_like(ids, dtype=torch.bool)
    mask[0, 1, -1] = False
    vectors = torch.randn(1, n + 1, MINILM.width)
    pairs = pair_up([(1, 2), (5, 7)], [(0, 2, 0), (3, 4, 1), (4, 6, 2)], np.zeros(n, np.int64))
    blocks = {1: "blocks", 2: "pieces"}
    rows, columns = {0: "triggers"}, {0: "spans"}
    each = {0: "triggers", 1: "spans"}
    graphs = {
        "encoder": (
            Words(network),
            (ids, ids % 7, mask, torch.arange(n)[None]),
            {"ids": blocks, "cases": blocks, "mask": blocks, "first": {1: "words"}},
            ["vectors", "triggers", "spans", "names"],
        ),
        "events": (
            Events(network),
            (vectors, *(torch.from_numpy(x) for x in pairs)),
            {
                "vectors": {1: "words"},
                **dict(zip(pairs._fields, (rows, columns, rows, each, each, each), strict=True)),
            },
            ["kept", "types", "statuses", "links", "attributes"],
        ),
        "syntax": (
            Syntax(network),
            (vectors,),
            {"vectors": {1: "words"}},
            ["upos", "xpos", "arcs", "dependents", "heads"],
        ),
    }
    for name, (module, example, axes, outputs) in graphs.items():
        with tempfile.TemporaryDirectory() as scratch:
            plain = Path(scratch) / "plain.onnx"
            torch.onnx.export(
                module.eval(),
                example,
                str(plain),
                input_names=list(axes),
                output_names=outputs,
                dynamic_axes=axes,
                opset_version=17,
                dynamo=False,
            )
            quantize_dynamic(
                str(plain),
                str(folder / f"{name}.onnx"),
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul"],
            )
    shutil.copy(tokenizer(), folder / "tokenizer.json")
    (folder / "telling.json").write_bytes(msgspec.json.format(msgspec.json.encode(telling, order="sorted"), indent=0))
    names = ["encoder.onnx", "events.onnx", "syntax.onnx", "tokenizer.json", "telling.json"]
    files = {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in names}
    version = hashlib.sha256("".join(files.values()).encode()).hexdigest()[:12]
    card = {
        "version": version,
        "files": files,
        "upos": v.upos,
        "xpos": v.xpos,
        "relations": v.relations,
        "calibration": {},
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")
