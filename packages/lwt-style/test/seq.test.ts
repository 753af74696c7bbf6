/** LwtSeq, against what the real Lwt does in the same programs. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Lwt, LwtSeq } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { programs } from "./seq-programs.js";
import { nameOf, recorded, runVirtual, trace } from "./support.js";

const lwt = recorded("seq.trace");

test.each(Object.keys(programs))(
  "%s MUST happen as in the real Lwt",
  (name) => {
    const events = trace((log) => {
      try {
        programs[name]?.(log);
      } catch (exn) {
        log(`raises ${nameOf(exn)}`);
      }
    });
    expect(events).toBe(lwt.get(name));
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual([...lwt.keys()].toSorted());
});

test("a sequence MUST give what the list that it is made of gives", () => {
  const even = (n: number): boolean => n % 2 === 0;
  fc.assert(
    fc.property(fc.array(fc.nat(9)), (list) => {
      const given = LwtSeq.ofSeq(list);
      const all = (seq: LwtSeq.Seq<number>) => Lwt.poll(LwtSeq.toList(seq));
      expect(all(given)).toEqual(list);
      expect(all(LwtSeq.append(given, given))).toEqual([...list, ...list]);
      expect(all(LwtSeq.filter(even, given))).toEqual(list.filter(even));
      const repeat = (n: number) => Array.from({ length: n }, () => n);
      expect(
        all(LwtSeq.flatMap((n) => LwtSeq.ofList(repeat(n)), given)),
      ).toEqual(list.flatMap(repeat));
    }),
  );
});

test("a sequence of a hundred thousand MUST need no stack", () => {
  const many = LwtSeq.unfold(
    (n: number) => (n < 1e5 ? [n, n + 1] : undefined),
    0,
  );
  const none = LwtSeq.flatMap(
    () => LwtSeq.empty,
    LwtSeq.filter(() => false, many),
  );
  expect(Lwt.poll(LwtSeq.toList(many))).toHaveLength(1e5);
  expect(Lwt.poll(LwtSeq.toList(none))).toEqual([]);
  expect(
    Lwt.poll(LwtSeq.toList(LwtSeq.flatMap(() => LwtSeq.empty, many))),
  ).toEqual([]);
});

test("iterN MUST never have more promises pending than it may", async () => {
  let most = 0;
  await runVirtual(() => {
    let now = 0;
    return LwtSeq.iterN(
      (n: number) => {
        now += 1;
        most = Math.max(most, now);
        return Lwt.map(() => void (now -= 1), LwtUnix.sleep(n % 7));
      },
      LwtSeq.ofList(Array.from({ length: 100 }, (_, i) => i)),
      { maxConcurrency: 5 },
    );
  });
  expect(most).toBe(5);
});

test("ofSeq MUST start anew at the first node, and remember the others", () => {
  let started = 0;
  const seq = LwtSeq.ofSeq({
    *[Symbol.iterator]() {
      started += 1;
      yield* [1, 2, 3];
    },
  });
  const node = Lwt.poll(seq());
  if (node?._tag !== "Cons") throw new Error("no node");
  const rest = () => Lwt.poll(LwtSeq.toList(node.next));
  expect([rest(), rest(), started]).toEqual([[2, 3], [2, 3], 1]);
  expect([Lwt.poll(LwtSeq.toList(seq)), started]).toEqual([[1, 2, 3], 2]);
});

test("what for await reads MUST be the sequence, and the other way round", async () => {
  const read: number[] = [];
  const seq = LwtSeq.mapS(
    (n: number) => Lwt.return(n * 2),
    LwtSeq.ofList([1, 2, 3]),
  );
  for await (const n of LwtSeq.toAsyncIterable(seq)) read.push(n);
  expect(read).toEqual([2, 4, 6]);
  const back = LwtSeq.ofAsyncIterable(LwtSeq.toAsyncIterable(seq));
  expect(await runVirtual(() => LwtSeq.toList(back))).toEqual([2, 4, 6]);
});

test("what is thrown inside of for await MUST reach who reads the sequence", async () => {
  const failing = LwtSeq.cons(1, () => Lwt.fail(new Error("node")));
  await expect(
    runVirtual(() =>
      LwtSeq.toList(LwtSeq.ofAsyncIterable(LwtSeq.toAsyncIterable(failing))),
    ),
  ).rejects.toThrow("node");
});
