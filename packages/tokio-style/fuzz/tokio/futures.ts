/** What is awaited. */
import { Effect } from "effect";
import type { Future } from "oracle/fuzz/tokio";
import { gen, task, time } from "../../src/index.js";
import { block, type Frame } from "./bodies.js";
import { holding, leaf, type Made } from "./made.js";
import { joined, selected, tryJoined } from "./several.js";
import { type Claims, type Failed, LOCAL, ok, type Out } from "./world.js";

/** Where a future stands; inside a pinned one, it does not know of others. */
export interface Cx {
  readonly frame: Frame;
  readonly inPin: boolean;
}

/**
 * Makes the future of a statement. One that is polled at once may join a
 * queue before that; one that may never be polled could not leave it, for
 * JavaScript cannot see that it is dropped.
 */
export function direct(frame: Frame, claims: Claims, operation: Future): Made {
  if (operation.op !== "enabled")
    return future({ frame, inPin: false }, claims, operation);
  const notified = frame.world.notifies[operation.of as 0 | 1].notified();
  notified.enable();
  return leaf(notified, unit);
}

const unit = (): Out => ok("");
const option = (value: number | undefined): Out => ok(value ?? "none");
const word = (text: unknown): Made => leaf(Effect.succeed(text));

function found<T>(value: T | "busy" | "none", make: (value: T) => Made): Made {
  if (value === "busy" || value === "none") return word(value);
  return make(value);
}

/** Makes the future of an operation, as a call does in both languages. */
export function future(cx: Cx, claims: Claims, operation: Future): Made {
  const { frame } = cx;
  const { world, senders } = frame;
  switch (operation.op) {
    case "ready":
      return word(operation.value);
    case "yield":
      return leaf(task.yieldNow(), unit);
    case "spend": {
      const { count } = operation;
      const spend = gen(function* () {
        for (let i = 0; i < count; i++) yield* time.sleep(0);
      });
      return leaf(spend, unit);
    }
    case "block":
      return leaf(block(world, senders, operation.body), ok, true);
    case "repeat": {
      const { times, body } = operation;
      const repeated = gen(function* () {
        let text = "";
        for (let i = 0; i < times; i++)
          text = yield* block(world, senders, body);
        return text;
      });
      return leaf(repeated, ok, true);
    }
    case "scope": {
      const made = future(cx, claims, operation.of);
      return { ...made, effect: LOCAL.scope(operation.value, made.effect) };
    }
    case "unconstrained": {
      const made = future(cx, claims, operation.of);
      return { ...made, effect: task.unconstrained(made.effect) };
    }
    case "consume_budget":
      return leaf(task.consumeBudget(), unit);
    case "run_until": {
      const set = world.localSets[operation.set as 0 | 1].claim(claims);
      const made = future(cx, claims, operation.of);
      return found(set, (one) => ({
        ...made,
        effect: one.runUntil(made.effect),
      }));
    }
    case "local_set":
      return found(
        world.localSets[operation.of as 0 | 1].claim(claims),
        (set) => leaf(set, unit),
      );
    case "handle": {
      const handle = world.handles[operation.of];
      world.handles[operation.of] = undefined;
      return handle === undefined ? word("none") : leaf(handle, ok, true);
    }
    case "pinned":
      return pinned(cx, claims, operation.of);

    case "join":
      return joined(operation.of.map((one) => future(cx, claims, one)));
    case "try_join":
      return tryJoined(operation.of.map((one) => future(cx, claims, one)));
    case "select":
      return selected(
        frame,
        operation.of.map((one) => ({
          ...one,
          made: future(cx, claims, one.of),
        })),
        operation.biased === 1,
        operation.else === 1,
      );
    case "timeout": {
      const { effect, out, bare } = future(cx, claims, operation.of);
      return {
        effect: time.timeout(operation.ms, effect),
        out,
        bare,
        fails: true,
      };
    }
    case "timeout_at": {
      const { effect, out, bare } = future(cx, claims, operation.of);
      const deadline = world.trace.began.add(operation.at);
      return {
        effect: time.timeoutAt(deadline, effect),
        out,
        bare,
        fails: true,
      };
    }

    case "sleep":
      return leaf(time.sleep(operation.ms), unit);
    case "sleep_until":
      return leaf(time.sleepUntil(world.trace.began.add(operation.at)), unit);
    case "advance":
      return leaf(time.advance(operation.ms), unit);
    case "tick":
      return found(
        world.intervals[operation.of as 0 | 1].claim(claims),
        (one) =>
          leaf(one.tick(), (due: time.Instant) =>
            ok(Math.floor(due.durationSince(world.trace.began))),
          ),
      );

    case "send": {
      const sender = senders.bounded[operation.chan];
      if (sender === undefined) return word("none");
      return leaf(sender.send(operation.value), unit, true);
    }
    case "reserve": {
      const sender = senders.bounded[operation.chan];
      if (sender === undefined) return word("none");
      return holding(sender.reserve(), (permit) => ok("", permit), true);
    }
    case "recv":
      return found(world.receivers[operation.end]!.claim(claims), (rx) =>
        leaf(rx.recv(), option),
      );
    case "closed": {
      const sender = senders.of(operation.end);
      return sender === undefined ? word("none") : leaf(sender.closed(), unit);
    }
    case "oneshot_recv": {
      const { receiver } = world.oneshots[operation.of as 0 | 1];
      return found(receiver.claim(claims), (rx) =>
        holding(
          rx,
          (value) => {
            receiver.value = undefined;
            return ok(value);
          },
          true,
        ),
      );
    }
    case "oneshot_closed":
      return found(
        world.oneshots[operation.of as 0 | 1].sender.claim(claims),
        (tx) => leaf(tx.closed(), unit),
      );
    case "broadcast_recv":
      return found(
        world.broadcastReceivers[operation.of]!.claim(claims),
        (rx) => leaf(rx.recv(), ok, true),
      );
    case "watch_changed":
      return found(world.watchReceivers[operation.of]!.claim(claims), (rx) =>
        leaf(rx.changed(), unit, true),
      );
    case "watch_closed":
      return found(world.watch.claim(claims), (tx) => leaf(tx.closed(), unit));

    case "notified":
    case "enabled":
      return leaf(world.notifies[operation.of as 0 | 1].notified(), unit);
    case "lock":
      return locking(world.mutexes[operation.of as 0 | 1].lock(), 1);
    case "read":
      return locking(world.lock.read(), 0);
    case "write":
      return locking(world.lock.write(), 1);
    case "acquire": {
      const acquire = world.semaphore.acquireMany(operation.permits);
      return holding(acquire, (permit) => ok("", permit), true);
    }
    case "barrier":
      return leaf(world.barrier.wait(), (result) => ok(result.isLeader()));
    case "once_init": {
      const make = (): Effect.Effect<string, Failed> =>
        block(world, senders, operation.body);
      return leaf(world.once.getOrTryInit(make), ok, true);
    }
    case "cancelled":
      return leaf(world.tokens[operation.of]!.cancelled(), unit);
    case "set_next":
      return found(world.set.claim(claims), (set) =>
        leaf(set.joinNext(), (next) => ok(next?.value ?? "none"), true),
      );
    default:
      return operation satisfies never;
  }
}

const locking = (
  lock: Effect.Effect<{ value: number; drop(): void }>,
  change: number,
): Made =>
  holding(lock, (guard) => {
    if (change > 0) guard.value += change;
    return ok(guard.value, guard);
  });

function pinned({ frame, inPin }: Cx, claims: Claims, slot: number): Made {
  const pin = frame.pins[slot as 0 | 1];
  if (inPin) return word("none");
  if (pin.claimed) return word("busy");
  if (pin.future === undefined) return word("none");
  claims.add(pin);
  return holding(pin.future, (out: Out) => {
    pin.clear();
    return out;
  });
}
