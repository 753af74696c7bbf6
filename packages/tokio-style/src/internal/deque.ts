/** A first-in first-out queue of values: a ring that doubles when it is full. */
export class Deque<T> {
  length = 0;
  #ring: Array<T | undefined> = [undefined, undefined];
  #head = 0;

  push(item: T): void {
    const ring = this.#ring;
    if (this.length === ring.length) return this.#grow(item);
    ring[(this.#head + this.length++) & (ring.length - 1)] = item;
  }

  /** Takes the first item; ask for the length before. */
  shift(): T {
    const ring = this.#ring;
    const head = this.#head;
    const item = ring[head] as T;
    ring[head] = undefined;
    this.#head = (head + 1) & (ring.length - 1);
    this.length--;
    if (this.length === 0 && ring.length > 1024) this.#shrink();
    return item;
  }

  /** One that was long for a while does not stay so. */
  #shrink(): void {
    this.#ring = [undefined, undefined];
    this.#head = 0;
  }

  #grow(item: T): void {
    const ring = this.#ring;
    const head = this.#head;
    const straight = ring.slice(head).concat(ring.slice(0, head));
    straight.push(item);
    while (straight.length < ring.length * 2) straight.push(undefined);
    this.#ring = straight;
    this.#head = 0;
    this.length++;
  }
}
