/** What a body does at once with channels. */
import { Exit } from "effect";
import type { Operation } from "oracle/fuzz/tokio";
import { sync } from "../../src/index.js";
import type { Frame } from "./bodies.js";
import { closed, dropped, message, word } from "./words.js";

type Name =
  | "try_send"
  | "unbounded_send"
  | "permit_send"
  | "try_recv"
  | "close"
  | "capacity"
  | "is_closed"
  | "drop_sender"
  | "drop_receiver"
  | "oneshot"
  | `oneshot_${"send" | "try_recv" | "close" | "is_closed" | "drop_sender" | "drop_receiver"}`
  | `broadcast_${"send" | "subscribe" | "resubscribe" | "try_recv" | "len" | "drop_receiver" | "drop_sender"}`
  | `watch_${"send" | "modify" | "subscribe" | "clone" | "borrow" | "borrow_and_update" | "has_changed" | "is_closed" | "drop_receiver" | "drop_sender"}`;

const seen = (ref: sync.watch.Ref<number>): string =>
  `${ref.value}${ref.hasChanged() ? "new" : ""}`;

const isPlace = (guard: unknown): guard is sync.mpsc.Permit<number> =>
  guard instanceof sync.mpsc.Permit;
/** Does an operation on a channel; gives what is said of it. */
export function onChannel(
  frame: Frame,
  action: Extract<Operation, { op: Name }>,
): string {
  const { world, senders } = frame;
  switch (action.op) {
    case "try_send": {
      const exit = senders.bounded[action.chan]?.trySend(action.value);
      if (exit === undefined) return "none";
      return word(exit, ({ kind }) => kind.toLowerCase());
    }
    case "unbounded_send": {
      const exit = senders.unbounded?.send(action.value);
      return exit === undefined ? "none" : word(exit, closed);
    }
    case "permit_send": {
      const permit = frame.takeLast(isPlace);
      permit?.send(action.value);
      return permit === undefined ? "none" : "done";
    }
    case "try_recv":
      return world.receivers[action.end]!.with((rx) =>
        message(rx.tryRecv(), ({ kind }) =>
          kind === "Empty" ? "empty" : "closed",
        ),
      );
    case "close":
      return world.receivers[action.end]!.with((rx) => {
        rx.close();
        return "done";
      });
    case "capacity":
      return String(senders.bounded[action.chan]?.capacity() ?? "none");
    case "is_closed":
      return String(senders.of(action.end)?.isClosed() ?? "none");
    case "drop_sender":
      if (!frame.isRoot || frame.usesSenders()) return "busy";
      return senders.giveUp(action.end) ? "done" : "none";
    case "drop_receiver":
      return world.receivers[action.end]!.taking(dropped);

    case "oneshot":
      return world.oneshots[action.to as 0 | 1].renew();
    case "oneshot_send":
      return world.oneshots[action.of as 0 | 1].sender.taking((tx) =>
        word(tx.send(action.value), closed),
      );
    case "oneshot_try_recv":
      return world.oneshots[action.of as 0 | 1].receiver.with((rx) =>
        message(rx.tryRecv(), ({ kind }) => kind.toLowerCase()),
      );
    case "oneshot_close":
      return world.oneshots[action.of as 0 | 1].receiver.with((rx) => {
        rx.close();
        return "done";
      });
    case "oneshot_is_closed":
      return world.oneshots[action.of as 0 | 1].sender.with((tx) =>
        tx.isClosed(),
      );
    case "oneshot_drop_sender":
      return world.oneshots[action.of as 0 | 1].sender.taking(dropped);
    case "oneshot_drop_receiver":
      return world.oneshots[action.of as 0 | 1].receiver.taking(dropped);

    case "broadcast_send":
      return world.broadcast.with((tx) =>
        message(tx.send(action.value), closed),
      );
    case "broadcast_subscribe":
      return world.broadcast.with((tx) =>
        world.broadcastReceivers[action.to]!.filling(dropped, () =>
          tx.subscribe(),
        ),
      );
    case "broadcast_resubscribe": {
      const made = world.broadcastReceivers[action.of]!.value?.resubscribe();
      if (made === undefined) return "none";
      const result = world.broadcastReceivers[action.to]!.filling(
        dropped,
        () => made,
      );
      if (result === "busy") made.drop();
      return result;
    }
    case "broadcast_try_recv":
      return world.broadcastReceivers[action.of]!.with((rx) =>
        message(rx.tryRecv(), ({ kind, missed }) =>
          kind === "Lagged" ? `lagged${missed}` : kind.toLowerCase(),
        ),
      );
    case "broadcast_len":
      return world.broadcastReceivers[action.of]!.with((rx) => rx.len());
    case "broadcast_drop_receiver":
      return world.broadcastReceivers[action.of]!.taking(dropped);
    case "broadcast_drop_sender":
      return world.broadcast.taking(dropped);

    case "watch_send": {
      const exit = world.watch.value?.send(action.value);
      return exit === undefined ? "none" : word(exit, closed);
    }
    case "watch_modify": {
      const modified = action.modified === 1;
      const told = world.watch.value?.sendIfModified((ref) => {
        ref.value += 10;
        return modified;
      });
      return String(told ?? "none");
    }
    case "watch_subscribe": {
      const sender = world.watch.value;
      if (sender === undefined) return "none";
      return world.watchReceivers[action.to]!.filling(dropped, () =>
        sender.subscribe(),
      );
    }
    case "watch_clone": {
      const made = world.watchReceivers[action.of]!.value?.clone();
      if (made === undefined) return "none";
      const result = world.watchReceivers[action.to]!.filling(
        dropped,
        () => made,
      );
      if (result === "busy") made.drop();
      return result;
    }
    case "watch_borrow":
      return world.watchReceivers[action.of]!.with((rx) => seen(rx.borrow()));
    case "watch_borrow_and_update":
      return world.watchReceivers[action.of]!.with((rx) =>
        seen(rx.borrowAndUpdate()),
      );
    case "watch_has_changed":
      return world.watchReceivers[action.of]!.with((rx) => {
        const exit = rx.hasChanged();
        return Exit.isSuccess(exit) ? exit.value : "closed";
      });
    case "watch_is_closed":
      return String(world.watch.value?.isClosed() ?? "none");
    case "watch_drop_receiver":
      return world.watchReceivers[action.of]!.taking(dropped);
    case "watch_drop_sender":
      return world.watch.taking(dropped);
    default:
      return action satisfies never;
  }
}
