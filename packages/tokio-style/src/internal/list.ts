/** A doubly linked list whose elements carry their own links. */

/** An element of a {@link List}; it may stand in one list at a time. */
export class Link {
  prev: Link | undefined = undefined;
  next: Link | undefined = undefined;
  list: List<any> | undefined = undefined;
}

/** A first-in first-out list with removal from the middle. */
export class List<T extends Link> {
  head: T | undefined = undefined;
  tail: T | undefined = undefined;

  isEmpty(): boolean {
    return this.head === undefined;
  }

  push(item: T): void {
    item.list = this;
    item.next = undefined;
    item.prev = this.tail;
    if (this.tail === undefined) this.head = item;
    else this.tail.next = item;
    this.tail = item;
  }

  shift(): T | undefined {
    const item = this.head;
    if (item !== undefined) this.remove(item);
    return item;
  }

  /** Takes an element out; does nothing when it stands in no list. */
  remove(item: T): boolean {
    if (item.list !== this) return false;
    if (item.prev === undefined) this.head = item.next as T | undefined;
    else item.prev.next = item.next;
    if (item.next === undefined) this.tail = item.prev as T | undefined;
    else item.next.prev = item.prev;
    item.prev = item.next = item.list = undefined;
    return true;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let item = this.head; item !== undefined;) {
      const next = item.next as T | undefined;
      yield item;
      item = next;
    }
  }
}
