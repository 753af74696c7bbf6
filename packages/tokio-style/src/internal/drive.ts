/**
 * Polling: the one loop that walks a task's tree. See strand.ts, idea 2.
 */
import type { Effect } from "effect";
import { Exit } from "effect";
import { type Branch, type Node, Strand } from "./strand.js";

/**
 * A node that was polled as its strand parked, and the strand in it that is
 * to be polled next: read at once by the loop, and so shared.
 */
export const entered: { node: Node | undefined; child: Strand | undefined } = {
  node: undefined,
  child: undefined,
};

/** Polls a tree once; returns the root's exit, or undefined while pending. */
export function drive(root: Branch): Exit.Exit<any, any> | undefined {
  return root instanceof Strand ? driveStrand(root) : root.poll();
}

function driveStrand(root: Strand): Exit.Exit<any, any> | undefined {
  let strand = root;
  let descends: Strand | undefined;
  for (;;) {
    let next: Effect.Effect<any, any> | undefined;
    if (descends !== undefined) {
      strand = descends;
      descends = undefined;
    }
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
        if (exit === undefined && strand.node !== undefined) {
          if (entered.node !== strand.node) break;
          entered.node = undefined;
          if (entered.child !== undefined) {
            descends = entered.child;
            break;
          }
        }
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
