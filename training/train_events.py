"""Second stage: the event heads, with the treebanks rehearsed beside them.

python -m training.train_events SYNTAX.pt OUT.pt --events ITEMS GOLD [ITEMS GOLD ...]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch

from dateline.language.pieces import WordPieces

from .annotations import Report, read_reports
from .events import event_batches, event_loss, event_windows
from .syntax import batches, collate, evaluate, loss, window, windows
from .train_syntax import build, published_encoder, read_treebanks
from .treebanks import Sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, help="folder of the treebanks, to rehearse")
    parser.add_argument("--events", type=Path, nargs="+", required=True, help="ITEMS GOLD pairs")
    parser.add_argument("--silver", type=Path, nargs="*", default=[], help="ITEMS GOLD pairs labelled by a model")
    parser.add_argument("--silver-weight", type=float, default=0.5)
    parser.add_argument("--epochs", type=float, default=12)
    parser.add_argument("--rehearse", type=float, default=0.0, help="epochs of the treebanks in all")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    saved = torch.load(args.syntax, weights_only=False)
    v = saved["vocabulary"]
    network = build(v)
    network.load_state_dict(saved["network"], strict=False)
    pieces = WordPieces(published_encoder() / "tokenizer.json")
    reports = gather(args.events, 1.0) + gather(args.silver, args.silver_weight)
    items = [w for r in reports for w in event_windows(r, pieces)]
    print(len(reports), "reports", len(items), "windows", sum(len(i.events) for i in items), "events", flush=True)
    encoder = list(network.encoder.parameters())
    groups = [
        {"params": encoder, "lr": args.rate},
        {"params": list(network.syntax.parameters()), "lr": 5e-4},
        {"params": list(network.events.parameters()), "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    per_epoch = len(list(event_batches(items, 1000, random.Random(0))))
    total = int(per_epoch * args.epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / 80) * max(0.02, 1 - s / (total * 1.02))
    )
    bank: list[Sentence] = read_treebanks(args.data)["train"] if args.rehearse else []
    rehearsal = iter(())  # type: ignore[var-annotated]
    every = 0.0
    if bank:
        syntax_items = windows(bank, pieces, rng, 0.3)
        count = len(list(batches(syntax_items, 800, random.Random(0))))
        every = count * args.rehearse / total
    step, owed, began = 0, 0.0, time.time()
    while step < total:
        for batch in event_batches(items, 1000, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                value = event_loss(network, batch)
            value.backward()
            owed += every
            while owed >= 1:
                owed -= 1
                following = next(rehearsal, None)
                if following is None:
                    rehearsal = batches(syntax_items, 800, rng)
                    following = next(rehearsal)
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    (0.5 * loss(network, collate(following, v))).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            step += 1
            if step % 100 == 0:
                print(step, total, round(value.item(), 3), f"{(time.time() - began) / 60:.1f} min", flush=True)
            if step >= total:
                break
    scores = {}
    if args.data:
        held = read_treebanks(args.data)
        scores = {k: evaluate(network, [window([s], pieces) for s in held[k]], v) for k in ("ewt-dev", "pud")}
    print(json.dumps(scores), flush=True)
    torch.save({"vocabulary": v, "network": network.state_dict(), "scores": scores}, args.out)


def gather(paths: list[Path], weight: float) -> list[Report]:
    pairs = zip(paths[::2], paths[1::2], strict=True)
    return [r for items, gold in pairs for r in read_reports(items, gold, weight)]


if __name__ == "__main__":
    main()
