/**
 * Polling: the one loop that walks a task's tree. See strand.ts, idea 2.
 */
import type { Effect } from "effect";
import { Exit } from "effect";
import type { Node, Strand } from "./strand.js";

/** Polls a tree once; returns the root's exit, or undefined while pending. */
export function drive(root: Strand): Exit.Exit<any, any> | undefined {
  let strand = root;
  for (;;) {
    let next: Effect.Effect<any, any> | undefined;
    if (strand.pending !== undefined) {
      next = strand.pending;
      strand.pending = undefined;
    } else if (strand.node !== undefined) {
      const child = strand.node.enter();
      if (child !== undefined) {
        strand = child;
        continue;
      }
      next = strand.node.outcome;
      if (next !== undefined) strand.node = undefined;
    } else if (strand.leaf !== undefined) next = repoll(strand);
    // Go on, then report to the parent, as far up as anything is ready.
    for (;;) {
      let exit: Exit.Exit<any, any> | undefined;
      if (next !== undefined) {
        exit = strand.run(next);
        if (exit === undefined && strand.node !== undefined) break;
      }
      if (strand === root) return exit;
      const node: Node = strand.up!;
      const sibling = node.child(strand.index, exit);
      if (sibling !== undefined) {
        strand = sibling;
        break;
      }
      strand = node.owner;
      next = node.outcome;
      if (next !== undefined) strand.node = undefined;
    }
  }
}

function repoll(strand: Strand): Effect.Effect<any, any> | undefined {
  let exit: Exit.Exit<any, any> | undefined;
  try {
    exit = strand.leaf!.pollAgain(strand);
  } catch (defect) {
    exit = Exit.die(defect);
  }
  if (exit !== undefined) {
    strand.leaf = undefined;
    strand.state = undefined;
  }
  return exit;
}
