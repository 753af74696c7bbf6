/** Functions that are called at certain points of the loop, in an order. */

class Node<R> {
  active = true;
  next: Node<R> = this;
  prev: Node<R> = this;

  constructor(readonly f: () => R) {}
}

/** What was added, to be removed with. */
export interface Hook {
  /** @internal */
  readonly active: boolean;
}

/**
 * A sequence of hooks. It may change while it is run: what is added behind is
 * called in the same run, what is removed is not.
 *
 * Original: the signature `Lwt_main.Hooks`
 */
export class Hooks<R> {
  /** Closes the ring: stands before the first and after the last. */
  private readonly ends = new Node<R>(() => {
    throw new Error("the ends of a ring of hooks are no hook");
  });

  constructor(
    /** @internal */
    private readonly onAdd: () => void = () => {},
  ) {}

  /** Adds a hook before all others. Original: `add_first` */
  readonly addFirst = (f: () => R): Hook => this.insert(this.ends, f);

  /** Adds a hook after all others. Original: `add_last` */
  readonly addLast = (f: () => R): Hook => this.insert(this.ends.prev, f);

  /** Removes a hook; a second time does nothing. Original: `remove` */
  readonly remove = (hook: Hook): void => {
    const node = hook as Node<R>;
    if (!node.active) return;
    node.active = false;
    // It keeps its place for a run that is at it just now.
    node.prev.next = node.next;
    node.next.prev = node.prev;
  };

  /** Removes all hooks. Original: `remove_all` */
  readonly removeAll = (): void => {
    while (this.take() !== undefined);
  };

  /** @internal */
  run(): void {
    for (let at = this.ends.next; at !== this.ends; at = at.next) {
      if (at.active) at.f();
    }
  }

  /** Takes the first one out; undefined if there is none. @internal */
  take(): (() => R) | undefined {
    const first = this.ends.next;
    if (first === this.ends) return undefined;
    this.remove(first);
    return first.f;
  }

  private insert(before: Node<R>, f: () => R): Hook {
    const node = new Node(f);
    node.prev = before;
    node.next = before.next;
    before.next.prev = node;
    before.next = node;
    this.onAdd();
    return node;
  }
}
