/**
 * The generator that `Lwt.choose` and `Lwt.pick` draw from.
 *
 * Among several resolved promises Lwt draws one with the generator of OCaml
 * 4.13 (a lagged Fibonacci table of 55 numbers) made from an empty seed: the
 * same draws in every run of every program. This is that generator, in the
 * state in which that seed leaves it.
 */
const MASK = 0x3fffffff;

const SEEDED: readonly number[] = [
  76722835, 608589901, 287828993, 653199777, 415478086, 276780944, 879924683,
  193286767, 194136956, 868532265, 766645713, 146956490, 411679456, 660989174,
  841755702, 964073204, 987818324, 125679309, 296244782, 315782320, 745496601,
  1061697735, 301172924, 139479672, 617556590, 683192657, 964541013, 258723360,
  691976670, 764790210, 869751738, 842868106, 770169369, 670336346, 704152778,
  619391914, 786011029, 532227105, 596222664, 981952111, 410891349, 609973738,
  129231421, 647787027, 469541631, 895629589, 922666648, 161370846, 349316557,
  201117653, 688607451, 734957351, 99899031, 723685797, 344697119,
];

let table = Int32Array.from(SEEDED);
let index = 0;

/** Thirty random bits. */
function bits(): number {
  index = (index + 1) % 55;
  const current = table[index]!;
  const sum = table[(index + 24) % 55]! + (current ^ ((current >>> 25) & 0x1f));
  const fresh = sum & MASK;
  table[index] = fresh;
  return fresh;
}

/** Draws a number from 0 up to `bound`, without `bound`. */
export function draw(bound: number): number {
  for (;;) {
    const drawn = bits();
    const value = drawn % bound;
    if (drawn - value <= MASK - bound + 1) return value;
  }
}

/** Starts the sequence of draws anew, as in a fresh program. */
export function restartDraws(): void {
  table = Int32Array.from(SEEDED);
  index = 0;
}
