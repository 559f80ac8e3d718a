"""Prepare the encoder to be quantised: take down the few channels of its inputs that tower over the others.

Quantising at run time gives one scale to a whole input. In each layer a channel or two are five times as large as all
the rest, to which that scale leaves few steps. Their size is moved into the weights, which have a scale a column
(SmoothQuant, arXiv 2211.10438): the network computes the same, and its quantised form is nearer to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import partial

import torch
from torch import Tensor, nn

from dateline.language.pieces import Pieces

from .network import Network
from .syntax import collate_pieces

LINEAR = ("qkv", "up", "down")
SHARE = 0.8
"""How much of a channel's size the weights take over; of .5 to .9 the nearest to the network itself."""


class Evened(nn.Module):
    """A linear layer that gets its input channel by channel made smaller, and has weights to match."""

    def __init__(self, linear: nn.Linear, by: Tensor) -> None:
        super().__init__()
        self.linear = linear
        self.register_buffer("shrink", 1 / by)
        linear.weight.data = linear.weight.data * by

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x * self.shrink)


def even_out(network: Network, windows: Sequence[Pieces]) -> Network:
    """Give a copy of the network with evened inputs, by their sizes in some windows."""
    network = deepcopy(network).eval()
    largest = measure(network, windows)
    for number, layer in enumerate(network.encoder.layers):
        for name in LINEAR:
            linear = getattr(layer, name)
            weights = linear.weight.data.abs().amax(0).clamp(min=1e-5)
            by = largest[number, name].clamp(min=1e-3) ** SHARE / weights ** (1 - SHARE)
            setattr(layer, name, Evened(linear, (by / by.median()).clamp(min=1.0)))
    return network


@torch.inference_mode()
def measure(network: Network, windows: Sequence[Pieces]) -> dict[tuple[int, str], Tensor]:
    """Find the largest value of each channel of each linear layer's input."""
    found: dict[tuple[int, str], Tensor] = {}

    def look(key: tuple[int, str], _: nn.Module, given: tuple[Tensor]) -> None:
        largest = given[0].reshape(-1, given[0].shape[-1]).abs().amax(0)
        found[key] = torch.maximum(found[key], largest) if key in found else largest

    hooks = [
        getattr(layer, name).register_forward_pre_hook(partial(look, (number, name)))
        for number, layer in enumerate(network.encoder.layers)
        for name in LINEAR
    ]
    for window in windows:
        network.read(*collate_pieces([window]))
    for hook in hooks:
        hook.remove()
    return found
