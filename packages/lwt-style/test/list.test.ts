/** LwtList, against what the real Lwt does in the same situations. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lwt, LwtList } from "../src/index.js";
import { eventsOf, functions, situations } from "./list-programs.js";
import { recorded, st } from "./support.js";

const lwt = recorded("list.trace");

describe.each(Object.entries(functions))("%s", (name, run) => {
  test.each(Object.entries(situations))(
    "MUST do as the real Lwt does: %s",
    (situation, programme) => {
      expect(eventsOf(run, programme)).toBe(lwt.get(`${name}, ${situation}`));
    },
  );
});

test("every recorded situation MUST have its port", () => {
  const ported = Object.keys(functions).flatMap((name) =>
    Object.keys(situations).map((situation) => `${name}, ${situation}`),
  );
  expect(ported.toSorted()).toEqual([...lwt.keys()].toSorted());
});

test("the functions MUST give what the list's own give", () => {
  const plus = (n: number): Lwt.Promise<number> => Lwt.return(n + 1);
  const even = (n: number): Lwt.Promise<boolean> => Lwt.return(n % 2 === 0);
  const isEven = (n: number): boolean => n % 2 === 0;
  fc.assert(
    fc.property(fc.array(fc.nat(9)), (list) => {
      const next = list.map((n) => n + 1);
      const [yes, no] = [list.filter(isEven), list.filter((n) => !isEven(n))];
      for (const map of [LwtList.mapS, LwtList.mapP])
        expect(Lwt.poll(map(plus, list))).toEqual(next);
      for (const map of [LwtList.revMapS, LwtList.revMapP])
        expect(Lwt.poll(map(plus, list))).toEqual(next.toReversed());
      for (const partition of [LwtList.partitionS, LwtList.partitionP])
        expect(Lwt.poll(partition(even, list))).toEqual([yes, no]);
      for (const filter of [LwtList.filterS, LwtList.filterP])
        expect(Lwt.poll(filter(even, list))).toEqual(yes);
      for (const all of [LwtList.forAllS, LwtList.forAllP])
        expect(Lwt.poll(all(even, list))).toBe(list.every(isEven));
      for (const any of [LwtList.existsS, LwtList.existsP])
        expect(Lwt.poll(any(even, list))).toBe(list.some(isEven));
    }),
  );
});

test("a list of a hundred thousand MUST need no stack, resolved or pending", () => {
  const list = Array.from({ length: 100_000 }, (_, i) => i);
  const count = LwtList.foldLeftS((n) => Lwt.return(n + 1), 0, list);
  expect(Lwt.poll(count)).toBe(100_000);
  for (const map of [
    LwtList.mapS,
    LwtList.mapP,
    LwtList.revMapS,
    LwtList.revMapP,
  ]) {
    const resolvers: Lwt.Resolver<number>[] = [];
    const p = map(() => {
      const [given, r] = Lwt.wait<number>();
      resolvers.push(r);
      return given;
    }, list);
    for (let i = 0; i < list.length; i++) Lwt.wakeup(resolvers[i]!, i);
    expect(Lwt.poll(p)).toHaveLength(100_000);
  }
});

test("findS MUST be rejected with NotFound where nothing is found", () => {
  const p = LwtList.findS(() => Lwt.returnFalse, [1, 2]);
  expect(Lwt.state(p)).toEqual({ _tag: "Fail", exn: LwtList.NotFound });
});

test("a list that changes during the walk MUST not change the walk", () => {
  const list = [1, 2];
  const [gate, r] = Lwt.wait();
  const seen: number[] = [];
  const p = LwtList.iterS((n) => {
    seen.push(n);
    return gate;
  }, list);
  list.push(3);
  Lwt.wakeup(r, undefined);
  expect([st(p), seen]).toEqual(["return", [1, 2]]);
});
