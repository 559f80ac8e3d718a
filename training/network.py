"""The encoder and its heads, in torch; used for training only.

One MiniLM (6 layers, 384 wide) reads a window of words. Its vocabulary knows no case, so an embedding of each
word's shape is added at the input, where every layer can use it. Heads sit on the first piece of each word.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.language.labels import ATTRIBUTES, ROLES, STATUS_LABELS, TRIGGER_TAGS, TYPE_LABELS
from dateline.language.pieces import CASES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) * ((WIDTH // HEADS) ** -0.5)
            heard = scores.softmax(-1) @ v
        else:
            heard = F.scaled_dot_product_attention(
                q, k, v, attn_mask=mask[:, None, None, :], dropout_p=0.1 if self.training else 0.0
            )
        heard = heard.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(heard)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with a case embedding at the input. Loads all-MiniLM-L6-v2 (Apache-2.0)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def load(self, path: Path) -> None:
        """Take the weights of the published encoder; the case embedding starts at zero."""
        old = load_file(path)
        name = lambda i, part, kind: old[f"encoder.layer.{i}.{part}.{kind}"]  # noqa: E731
        with torch.no_grad():
            self.words.weight.copy_(old["embeddings.word_embeddings.weight"])
            types = old["embeddings.token_type_embeddings.weight"]
            self.positions.weight.copy_(old["embeddings.position_embeddings.weight"] + types[0])
            self.case.weight.zero_()
            self.norm.weight.copy_(old["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(old["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                for kind in ("weight", "bias"):
                    parts = [name(i, f"attention.self.{p}", kind) for p in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    getattr(layer.out, kind).copy_(name(i, "attention.output.dense", kind))
                    getattr(layer.norm1, kind).copy_(name(i, "attention.output.LayerNorm", kind))
                    getattr(layer.up, kind).copy_(name(i, "intermediate.dense", kind))
                    getattr(layer.down, kind).copy_(name(i, "output.dense", kind))
                    getattr(layer.norm2, kind).copy_(name(i, "output.LayerNorm", kind))

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.norm(self.words(ids) + self.positions(positions) + self.case(cases))
        x = self.dropout(x)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Syntax(nn.Module):
    """Tags, names, and biaffine scores of arcs and relations."""

    def __init__(self, upos: int, xpos: int, relations: int, names: int, arc: int = 256, rel: int = 96) -> None:
        super().__init__()
        self.upos, self.xpos = nn.Linear(WIDTH, upos), nn.Linear(WIDTH, xpos)
        self.names = nn.Sequential(nn.Linear(WIDTH, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, names))
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, arc), nn.Linear(WIDTH, arc)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, rel), nn.Linear(WIDTH, rel)
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


DISTANCES = 24


class Attention(nn.Module):
    """One small transformer layer over a trigger's pairs, so that roles of one event see each other."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():
            heard = (q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5).softmax(-1) @ v
        else:
            heard = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = self.norm1(x + self.dropout(self.out(heard.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Events(nn.Module):
    """Triggers of events, and for each trigger the spans that play a role in it."""

    def __init__(self, pair: int = 256) -> None:
        super().__init__()
        self.trigger = nn.Sequential(
            nn.Linear(WIDTH, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, len(TRIGGER_TAGS))
        )
        self.word, self.anchor = nn.Linear(WIDTH, pair), nn.Linear(WIDTH, pair)
        self.gate_word, self.gate_anchor = nn.Linear(WIDTH, pair), nn.Linear(WIDTH, pair)
        self.distance = nn.Embedding(DISTANCES, pair)
        self.sentence = nn.Embedding(8, pair)
        self.norm = nn.LayerNorm(pair)
        self.attention = Attention(pair, 4, 2 * pair)
        self.about = nn.Sequential(nn.Linear(2 * WIDTH + pair, 384), nn.GELU(), nn.Dropout(0.3))
        self.event_type = nn.Linear(384, len(TYPE_LABELS))
        self.event_status = nn.Linear(384, len(STATUS_LABELS))
        self.roles = nn.Linear(pair, 3 * len(ROLES))
        self.begin_word, self.end_word = nn.Linear(WIDTH, pair), nn.Linear(WIDTH, pair)
        self.begin_pair, self.end_pair = nn.Linear(pair, pair), nn.Linear(pair, pair)
        self.attributes = nn.Linear(pair, ATTRIBUTES)
        self.dropout = nn.Dropout(0.2)

    def triggers(self, words: Tensor) -> Tensor:
        """Score the trigger tags of each word: (batch, words, 3)."""
        return self.trigger(self.dropout(words))

    def pairs(
        self, words: Tensor, mask: Tensor, row: Tensor, begin: Tensor, distance: Tensor, sentence: Tensor
    ) -> Tensor:
        """Mix each trigger with every word of its window: (triggers, words, pair)."""
        w = self.dropout(words)
        word, anchor = self.word(w)[row], self.anchor(w)[row, begin][:, None]
        gate = self.gate_word(w)[row] * self.gate_anchor(w)[row, begin][:, None]
        mixed = self.norm(F.gelu(word + anchor + gate + self.distance(distance) + self.sentence(sentence)))
        return self.attention(self.dropout(mixed), mask[row])

    def describe(self, words: Tensor, pairs: Tensor, row: Tensor, begin: Tensor, end: Tensor) -> tuple[Tensor, Tensor]:
        """Score type and status of triggers whose first and last words are given, one row a trigger."""
        each = torch.ones_like(row).cumsum(0) - 1  # not arange: its length would be frozen by the export
        both = torch.cat([words[row, begin], words[row, end], pairs[each, begin]], -1)
        about = self.about(self.dropout(both))
        return self.event_type(about), self.event_status(about)

    def ends(self, words: Tensor, pairs: Tensor, row: Tensor) -> tuple[Tensor, Tensor]:
        """Give what the first and the last word of a span add to its description: (triggers, words, pair) each."""
        w = self.dropout(words)
        return self.begin_word(w)[row] + self.begin_pair(pairs), self.end_word(w)[row] + self.end_pair(pairs)

    def spans(self, described: Tensor) -> Tensor:
        """Score kinds, groups, part-of, total and stances of spans: (spans, ATTRIBUTES)."""
        return self.attributes(F.gelu(described))


class Network(nn.Module):
    """Encoder with all heads."""

    def __init__(self, upos: int, xpos: int, relations: int, names: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.syntax = Syntax(upos, xpos, relations, names)
        self.events = Events()

    def read(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Give one vector a word (position 0 is [CLS])."""
        x = self.encoder(ids, cases, mask)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, x.size(-1)))
