/**
 * A table of keys, with the order of OCaml's `Hashtbl`: what is done for each
 * key is done in the same order for the same hashes.
 *
 * Buckets by the low bits of the hash, the newest key of a bucket first; twice
 * as many buckets once there are more than two keys for each.
 */

/** How keys are told apart. Original: the signature `Hashtbl.HashedType` */
export interface HashedType<K> {
  readonly equal: (a: K, b: K) => boolean;
  /** A whole number, the same for keys that are equal. */
  readonly hash: (key: K) => number;
}

const FEWEST = 16;

export class HashTable<K, V> {
  private buckets: [K, V][][] = [];
  private size = 0;

  constructor(
    private readonly H: HashedType<K>,
    n: number,
  ) {
    let length = FEWEST;
    while (length < n) length *= 2;
    this.makeBuckets(length);
  }

  get(key: K): V | undefined {
    return this.bucketOf(key).find(([k]) => this.H.equal(k, key))?.[1];
  }

  /** Adds a key that is not there yet. */
  add(key: K, value: V): void {
    this.bucketOf(key).unshift([key, value]);
    this.size += 1;
    if (this.size <= this.buckets.length * 2) return;
    const entries = this.entries();
    this.makeBuckets(this.buckets.length * 2);
    for (const entry of entries) this.bucketOf(entry[0]).push(entry);
  }

  remove(key: K): void {
    const bucket = this.bucketOf(key);
    const at = bucket.findIndex(([k]) => this.H.equal(k, key));
    if (at < 0) return;
    bucket.splice(at, 1);
    this.size -= 1;
  }

  /** All entries, bucket by bucket. */
  entries(): readonly [K, V][] {
    return this.buckets.flat();
  }

  private makeBuckets(length: number): void {
    this.buckets = Array.from({ length }, () => []);
  }

  private bucketOf(key: K): [K, V][] {
    return this.buckets[this.H.hash(key) & (this.buckets.length - 1)]!;
  }
}
