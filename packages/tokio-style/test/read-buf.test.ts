/** A buffer that a read fills, and a part of it. */
import { describe, expect, test } from "vitest";
import { ReadBuf } from "../src/io.js";

describe("a ReadBuf", () => {
  test("MUST lend its unfilled part, of which nothing is filled by that", () => {
    const buf = new ReadBuf(new Uint8Array(5));
    buf.putSlice(new Uint8Array([1]));
    const part = buf.take(2);
    expect([part.capacity(), part.filled().length]).toEqual([2, 0]);
    part.putSlice(new Uint8Array([2, 3]));
    expect([...buf.filled()]).toEqual([1]);
    buf.advance(2);
    expect([...buf.filled()]).toEqual([1, 2, 3]);
  });

  test("MUST give so many of its unfilled bytes, and no more than there are", () => {
    const buf = new ReadBuf(new Uint8Array(3));
    buf.advance(1);
    expect(buf.initializeUnfilledTo(2)).toHaveLength(2);
    expect(() => buf.initializeUnfilledTo(3)).toThrow("there is room for 2");
    expect(() => buf.take(-1)).toThrow(RangeError);
  });

  test("MUST be initialized from its first to its last byte", () => {
    const bytes = new Uint8Array([7, 8]);
    expect(new ReadBuf(bytes).initialized()).toBe(bytes);
  });
});
