/** What the halves of a watch channel share, and what they wait for. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { NotifyState } from "../sync/notify.js";
import { UntilNotified } from "./until-notified.js";

/** The sender was dropped. Original: `watch::error::RecvError`. */
export class RecvError extends Error {
  override readonly name = "RecvError";
  readonly _tag = "RecvError";
  constructor() {
    super("channel closed");
  }
}

/** What the halves share. */
export class Shared<T> {
  version = 0;
  closed = false;
  receivers = 1;
  /** Tells the receivers of a value, or of the end. */
  readonly news = new NotifyState();
  /** Tells the sender that the last receiver is gone. */
  readonly unwatched = new NotifyState();
  readonly cell: { value: T };

  constructor(value: T) {
    this.cell = { value };
  }
}

/** A receiver's place: the version that it has seen. */
export class Seen<T> {
  constructor(
    readonly shared: Shared<T>,
    public version: number,
  ) {}

  get isOld(): boolean {
    return this.version !== this.shared.version;
  }

  update(): void {
    this.version = this.shared.version;
  }
}

/** Waits for a version that a receiver has not seen. */
export class Changed extends UntilNotified<void, RecvError> {
  constructor(readonly seen: Seen<any>) {
    super(seen.shared.news);
  }
  protected check(): Exit.Exit<void, RecvError> | undefined {
    const { seen } = this;
    if (seen.isOld) {
      seen.update();
      return E.void;
    }
    return seen.shared.closed ? E.fail(new RecvError()) : undefined;
  }
  waitsFor(): string {
    return "a change (watch)";
  }
}

/** Waits until there is no receiver. */
export class Closed extends UntilNotified<void> {
  constructor(readonly shared: Shared<any>) {
    super(shared.unwatched);
  }
  protected check(): Exit.Exit<void> | undefined {
    return this.shared.receivers === 0 ? E.void : undefined;
  }
  waitsFor(): string {
    return "the receivers to be dropped (watch)";
  }
}
