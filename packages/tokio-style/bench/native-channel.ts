/** A bounded channel on promises: what one writes where there is none. */
export class Channel<T> {
  readonly #items: Array<T> = [];
  readonly #receivers: Array<(value: T) => void> = [];
  readonly #senders: Array<() => void> = [];

  constructor(readonly bound: number) {}

  async send(value: T): Promise<void> {
    const receiver = this.#receivers.shift();
    if (receiver !== undefined) return receiver(value);
    if (this.#items.length >= this.bound) {
      await new Promise<void>((go) => this.#senders.push(go));
    }
    this.#items.push(value);
  }

  async recv(): Promise<T> {
    if (this.#items.length === 0) {
      return new Promise((hand) => this.#receivers.push(hand));
    }
    const value = this.#items.shift() as T;
    this.#senders.shift()?.();
    return value;
  }
}
