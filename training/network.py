"""The encoder and its heads, in torch; used for training only.

The encoder starts from MiniLM (6 layers, 384 wide). Its vocabulary knows no case, so an embedding of each word's shape
is added at the input, where every layer can use it. Heads sit on the first piece of each word.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.language.labels import (
    ATTRIBUTES,
    BETWEEN,
    DISTANCES,
    NAME_TAGS,
    ORDERS,
    ROLES,
    SENTENCES,
    STATUS_LABELS,
    TRIGGER_TAGS,
    TYPE_LABELS,
)
from dateline.language.pieces import CASES

VOCABULARY, MOST_PIECES = 30522, 512


@dataclass(frozen=True, slots=True)
class Shape:
    """What an encoder is made of. `local` layers see a block of pieces only, the rest the whole window."""

    width: int
    layers: int
    heads: int
    inner: int
    local: int


MINILM = Shape(width=384, layers=6, heads=12, inner=1536, local=4)


class Layer(nn.Module):
    """One transformer layer, normed after each half, as BERT's."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = self.norm1(x + self.dropout(self.out(attend(self.qkv(x), self.heads, mask))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


def attend(qkv: Tensor, heads: int, mask: Tensor | None) -> Tensor:
    """Attend from every place to those that `mask` lets through: (batch, length, width).

    `mask` is (batch, length), true where to look; None lets look anywhere.
    """
    batch, length, width = qkv.shape[0], qkv.shape[1], qkv.shape[2] // 3
    q, k, v = qkv.view(batch, length, 3, heads, width // heads).permute(2, 0, 3, 1, 4).unbind(0)
    look = None if mask is None else mask[:, None, None, :]
    if torch.onnx.is_in_onnx_export():
        scores = (q * (width // heads) ** -0.5) @ k.transpose(-1, -2)
        heard = (scores if look is None else scores - 1e4 * (~look).float()).softmax(-1) @ v
    else:
        heard = F.scaled_dot_product_attention(q, k, v, attn_mask=look)  # no dropout: it takes the slow way
    return heard.transpose(1, 2).reshape(batch, length, width)


class Encoder(nn.Module):
    """A BERT-like encoder with a case embedding at the input.

    Pieces come in blocks: (batch, blocks, pieces a block). The lower `local` layers attend within a block, every second
    one within blocks moved by a half, so that no word stands at an edge twice (the halves left over at both ends make
    one block); the upper layers attend to the whole.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(VOCABULARY, shape.width)
        self.positions = nn.Embedding(MOST_PIECES, shape.width)
        self.case = nn.Embedding(CASES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        batch, blocks, size = ids.shape
        length = blocks * size
        positions = torch.arange(length, device=ids.device).view(1, blocks, size)
        x = self.norm(self.words(ids) + self.positions(positions) + self.case(cases))
        x = self.dropout(x).view(batch, length, self.shape.width)
        for number, layer in enumerate(self.layers):
            if number < self.shape.local:
                x = self.within_blocks(layer, x, mask, size // 2 if number % 2 else 0)
            elif torch.onnx.is_in_onnx_export():  # one window: cut its padding off instead of masking it
                x = layer(x[:, : mask.sum()], None)
            else:
                x = layer(x, mask.view(batch, length))
        return x

    def within_blocks(self, layer: nn.Module, x: Tensor, mask: Tensor, moved: int | Tensor) -> Tensor:
        """Run a layer within blocks of pieces that begin `moved` pieces later than those given."""
        batch, blocks, size = mask.shape
        moving = not (isinstance(moved, int) and moved == 0)
        if moving:
            x, mask = roll(x, moved), roll(mask.view(batch, blocks * size), moved).view(batch, blocks, size)
        look = mask.reshape(batch * blocks, size)
        if not torch.onnx.is_in_onnx_export():
            look = look | ~look.any(
                1, keepdim=True
            )  # a mask may not be empty: a block of padding alone looks at itself
        x = layer(x.reshape(batch * blocks, size, -1), look).reshape(batch, blocks * size, -1)
        return roll(x, -moved) if moving else x


def roll(x: Tensor, by: int | Tensor) -> Tensor:
    """Move the first `by` places of the second dimension to its end."""
    return torch.cat([x[:, by:], x[:, :by]], 1)


def load_minilm(encoder: Encoder, path: Path) -> None:
    """Take the weights of all-MiniLM-L6-v2 (Apache-2.0)."""
    old = load_file(path)
    types = old["embeddings.token_type_embeddings.weight"]
    with torch.no_grad():
        encoder.words.weight.copy_(old["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(old["embeddings.position_embeddings.weight"] + types[0])
    parts = {
        "qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
        "out": ("attention.output.dense",),
        "norm1": ("attention.output.LayerNorm",),
        "up": ("intermediate.dense",),
        "down": ("output.dense",),
        "norm2": ("output.LayerNorm",),
    }
    with torch.no_grad():
        for kind in ("weight", "bias"):
            getattr(encoder.norm, kind).copy_(old[f"embeddings.LayerNorm.{kind}"])
            for i, layer in enumerate(encoder.layers):
                for mine, theirs in parts.items():
                    joined = torch.cat([old[f"encoder.layer.{i}.{part}.{kind}"] for part in theirs])
                    getattr(getattr(layer, mine), kind).copy_(joined)


class Syntax(nn.Module):
    """Tags, names, and biaffine scores of arcs and relations."""

    def __init__(self, width: int, upos: int, xpos: int, relations: int, arc: int = 256, rel: int = 96) -> None:
        super().__init__()
        self.upos, self.xpos = nn.Linear(width, upos), nn.Linear(width, xpos)
        self.names = nn.Sequential(nn.Linear(width, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, len(NAME_TAGS)))
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.rel_dep, self.rel_head = nn.Linear(width, rel), nn.Linear(width, rel)
        self.arcs = nn.Parameter(torch.empty(arc + 1, arc))
        self.relations = nn.Parameter(torch.zeros(relations, rel + 1, rel + 1))
        nn.init.xavier_uniform_(self.arcs)
        self.dropout = nn.Dropout(0.2)

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        """Give upos, xpos, names, arc scores (dependent, head), and the two sides of relations."""
        w = self.dropout(words)
        dep, head = (self.dropout(F.gelu(f(w))) for f in (self.arc_dep, self.arc_head))
        rdep, rhead = (self.dropout(F.gelu(f(w))) for f in (self.rel_dep, self.rel_head))
        one = torch.ones_like(dep[..., :1])
        arcs = torch.cat([dep, one], -1) @ self.arcs @ head.transpose(1, 2)
        return (
            self.upos(w),
            self.xpos(w),
            self.names(w),
            arcs,
            torch.cat([rdep, one], -1),
            torch.cat([rhead, one], -1),
        )

    def relation_scores(self, rdep: Tensor, rhead: Tensor, heads: Tensor) -> Tensor:
        chosen = torch.gather(rhead, 1, heads[..., None].expand(-1, -1, rhead.size(-1)))
        return torch.einsum("bni,rij,bnj->bnr", rdep, self.relations.to(rdep.dtype), chosen)


class Axial(nn.Module):
    """Attention over the pairs of a window: along the spans of one trigger, then along the triggers of one span."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.across, self.across_out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.down, self.down_out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, triggers: Tensor | None, spans: Tensor | None) -> Tensor:
        """`x` is (batch, triggers, spans, width); the masks (batch, triggers) and (batch, spans) say which are real."""
        batch, rows, columns, width = x.shape
        over_rows = None if spans is None else spans[:, None].expand(-1, rows, -1).reshape(batch * rows, columns)
        over_columns = None if triggers is None else triggers[:, None].expand(-1, columns, -1).reshape(-1, rows)
        flat = self.across(self.norms[0](x)).view(batch * rows, columns, 3 * width)
        heard = attend(flat, self.heads, over_rows)
        x = x + self.dropout(self.across_out(heard)).view(batch, rows, columns, width)
        flat = self.down(self.norms[1](x)).transpose(1, 2).reshape(batch * columns, rows, 3 * width)
        heard = attend(flat, self.heads, over_columns)
        x = x + self.dropout(self.down_out(heard)).view(batch, columns, rows, width).transpose(1, 2)
        return x + self.dropout(self.narrow(F.gelu(self.widen(self.norms[2](x)))))


class Events(nn.Module):
    """Triggers of events and spans that may play a part in them, word by word; then which goes with which."""

    def __init__(self, width: int, pair: int = 160, layers: int = 2) -> None:
        super().__init__()
        hidden = lambda out: nn.Sequential(nn.Linear(width, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, out))  # noqa: E731
        self.trigger, self.span = hidden(len(TRIGGER_TAGS)), hidden(3 * len(ROLES))
        self.of_trigger, self.of_span = nn.Linear(2 * width, 2 * pair), nn.Linear(2 * width, 2 * pair)
        self.role = nn.Embedding(len(ROLES), pair)
        self.order = nn.Embedding(ORDERS, pair)
        self.distance = nn.Embedding(DISTANCES, pair)
        self.sentence = nn.Embedding(SENTENCES, pair)
        self.between = nn.Embedding(BETWEEN, pair)
        self.itself = nn.Parameter(torch.zeros(pair))
        self.norm = nn.LayerNorm(pair)
        self.layers = nn.ModuleList(Axial(pair, 5) for _ in range(layers))
        self.last = nn.LayerNorm(pair)
        self.link = nn.Sequential(nn.Linear(pair, pair), nn.GELU(), nn.Linear(pair, 1))
        self.attributes = nn.Sequential(nn.Linear(pair, pair), nn.GELU(), nn.Dropout(0.1), nn.Linear(pair, ATTRIBUTES))
        self.about = nn.Sequential(nn.Linear(2 * width + pair, 384), nn.GELU(), nn.Dropout(0.3))
        self.kept = nn.Linear(384, 1)
        self.event_type = nn.Linear(384, len(TYPE_LABELS))
        self.event_status = nn.Linear(384, len(STATUS_LABELS))
        self.dropout = nn.Dropout(0.2)

    def tags(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Score O, B, I of triggers, (batch, words, 3), and of spans in each role, (batch, words, roles, 3)."""
        w = self.dropout(words)
        return self.trigger(w), self.span(w).view(*w.shape[:2], len(ROLES), 3)

    def forward(
        self,
        triggers: Tensor,
        spans: Tensor,
        roles: Tensor,
        order: Tensor,
        distance: Tensor,
        sentence: Tensor,
        between: Tensor,
        real_triggers: Tensor | None = None,
        real_spans: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Pair triggers with spans, both given by the vectors of their first and last words side by side.

        `triggers` (batch, T, 2 * width), `spans` (batch, S, 2 * width). Returns the scores that a trigger tells an
        event of its own (batch, T), of types (batch, T, 25), of statuses (batch, T, 7), that a span belongs to it
        (batch, T, S), and of attributes (batch, T, S, ATTRIBUTES).
        """
        anchor, anchor_gate = (self.of_trigger(self.dropout(triggers))).chunk(2, -1)
        span, span_gate = (self.of_span(self.dropout(spans))).chunk(2, -1)
        anchor = anchor + self.order(order)
        span = span + self.role(roles)
        mixed = anchor[:, :, None] + span[:, None] + anchor_gate[:, :, None] * span_gate[:, None]
        mixed = mixed + self.distance(distance) + self.sentence(sentence) + self.between(between)
        own = (anchor + self.itself)[:, :, None]
        x = self.norm(F.gelu(torch.cat([own, mixed], 2)))
        columns = real_spans if real_spans is None else F.pad(real_spans, (1, 0), value=True)
        for layer in self.layers:
            x = layer(x, real_triggers, columns)
        x = self.last(x)
        own, pairs = x[:, :, 0], x[:, :, 1:]
        about = self.about(self.dropout(torch.cat([triggers, own], -1)))
        return (
            self.kept(about)[..., 0],
            self.event_type(about),
            self.event_status(about),
            self.link(pairs)[..., 0],
            self.attributes(pairs),
        )


class Network(nn.Module):
    """Encoder with all heads."""

    def __init__(self, shape: Shape, upos: int, xpos: int, relations: int) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.syntax = Syntax(shape.width, upos, xpos, relations)
        self.events = Events(shape.width)

    def read(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Give one vector a word (position 0 is [CLS])."""
        x = self.encoder(ids, cases, mask)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, x.size(-1)))


def ends_of(words: Tensor, spans: Tensor) -> Tensor:
    """Give the vectors of the first and the last word of spans side by side.

    `words` (batch, words + 1, width), [CLS] first; `spans` (batch, n, 2 or more) of begin and end, end exclusive.
    """
    both = torch.stack([spans[..., 0] + 1, spans[..., 1]], -1).flatten(1)
    found = torch.gather(words, 1, both[..., None].expand(-1, -1, words.size(-1)))
    return found.view(spans.shape[0], spans.shape[1], 2 * words.size(-1))
