/**
 * Tokio's random numbers: where an unbiased `select` starts.
 *
 * The same generator, seeded the same way, as Tokio built with
 * `tokio_unstable` and `Builder::rng_seed`: a runtime draws a seed for each
 * `block_on`, and so the same seed gives the same branches.
 */

/** Two 32-bit words of state. */
export interface Seed {
  readonly s: number;
  readonly r: number;
}

/** A small xorshift generator over two words (Marsaglia's xorshift64+). */
export class FastRand {
  #one: number;
  #two: number;

  constructor(seed: Seed) {
    // Signed, for those are small integers to V8; the bits are the same.
    this.#one = seed.s | 0;
    this.#two = seed.r | 0;
  }

  next(): number {
    let s1 = this.#one;
    const s0 = this.#two;
    s1 ^= s1 << 17;
    s1 = s1 ^ s0 ^ (s1 >>> 7) ^ (s0 >>> 16);
    this.#one = s0;
    this.#two = s1;
    return (s0 + s1) >>> 0;
  }

  /** Returns a number from 0 to n - 1. */
  below(n: number): number {
    return Math.floor((this.next() * n) / 4294967296);
  }

  seed(): Seed {
    const s = this.next();
    return { s, r: this.next() };
  }
}

function fromU64(seed: bigint): Seed {
  const r = Number(seed & 0xffffffffn);
  return { s: Number((seed >> 32n) & 0xffffffffn), r: r === 0 ? 1 : r };
}

const mask = 0xffffffffffffffffn;
const rotl = (x: bigint, n: bigint): bigint =>
  ((x << n) | (x >> (64n - n))) & mask;

/** SipHash 1-3 with keys of zero: what Rust's `DefaultHasher` computes. */
function sipHash(bytes: Uint8Array): bigint {
  let v0 = 0x736f6d6570736575n;
  let v1 = 0x646f72616e646f6dn;
  let v2 = 0x6c7967656e657261n;
  let v3 = 0x7465646279746573n;
  const round = (): void => {
    v0 = (v0 + v1) & mask;
    v1 = rotl(v1, 13n) ^ v0;
    v0 = rotl(v0, 32n);
    v2 = (v2 + v3) & mask;
    v3 = rotl(v3, 16n) ^ v2;
    v0 = (v0 + v3) & mask;
    v3 = rotl(v3, 21n) ^ v0;
    v2 = (v2 + v1) & mask;
    v1 = rotl(v1, 17n) ^ v2;
    v2 = rotl(v2, 32n);
  };
  const whole = bytes.length - (bytes.length % 8);
  const word = (from: number, to: number): bigint => {
    let m = 0n;
    for (let i = to - 1; i >= from; i--) m = (m << 8n) | BigInt(bytes[i]!);
    return m;
  };
  for (let i = 0; i < whole; i += 8) {
    const m = word(i, i + 8);
    v3 ^= m;
    round();
    v0 ^= m;
  }
  const last = (BigInt(bytes.length & 0xff) << 56n) | word(whole, bytes.length);
  v3 ^= last;
  round();
  v0 ^= last;
  v2 ^= 0xffn;
  round();
  round();
  round();
  return v0 ^ v1 ^ v2 ^ v3;
}

/** Turns what a program gives as a seed into the generator's state. */
export function seedFrom(
  seed: number | bigint | string | Uint8Array | undefined,
): Seed {
  if (seed === undefined) {
    return {
      s: (Math.random() * 4294967296) >>> 0,
      r: ((Math.random() * 4294967295) >>> 0) + 1,
    };
  }
  if (typeof seed === "number" || typeof seed === "bigint") {
    return fromU64(BigInt.asUintN(64, BigInt(seed)));
  }
  return fromU64(
    sipHash(typeof seed === "string" ? new TextEncoder().encode(seed) : seed),
  );
}
