// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LwtSequence as Q } from "../src/index.js";
import { trace } from "./support.js";
import { attempt, show } from "./watch.js";

type Numbers = Q.Sequence<number>;

const listL = (q: Numbers): number[] =>
  Q.foldL<number, number[]>((x, acc) => [...acc, x], q, []);

const listR = (q: Numbers): number[] =>
  Q.foldR<number, number[]>((x, acc) => [...acc, x], q, []);

/** A sequence from the left and from the right, and its length. */
const both = (q: Numbers): string =>
  `${show(listL(q))} ${show(listR(q))} ${Q.length(q)}`;

function make(...xs: number[]): [Numbers, Q.Node<number>[]] {
  const q = Q.create<number>();
  return [q, xs.map((x) => Q.addR(x, q))];
}

test("elements MUST come and go at both ends, and nodes be changed and removed once", () => {
  expect(
    trace((log) => {
      const q = Q.create<number>();
      log(String(Q.isEmpty(q)));
      const two = Q.addR(2, q);
      Q.addL(1, q);
      Q.addR(3, q);
      log(both(q));
      Q.set(two, 9);
      log(String(Q.get(two)));
      log(both(q));
      Q.remove(two);
      Q.remove(two);
      log(both(q));
      log(`${Q.takeL(q)} ${Q.takeR(q)}`);
      attempt(log, "l", () => void Q.takeL(q));
      attempt(log, "r", () => void Q.takeR(q));
      log(`${show(Q.takeOptL(q))} ${show(Q.takeOptR(q))}`);
      Q.addR(4, q);
      log(show(Q.takeOptR(q)));
      Q.remove(two);
      log(both(q));
    }),
  ).toBe(
    "true; [1,2,3] [3,2,1] 3; 9; [1,9,3] [3,9,1] 3; [1,3] [3,1] 2; 1 3; l raises Empty; r raises Empty; none none; 4; [] [] 0",
  );
});

test("transfer MUST move all nodes and leave none; to itself it loses them, as in Lwt", () => {
  expect(
    trace((log) => {
      const [a] = make(1, 2);
      const [b, nodes] = make(3, 4);
      const [c] = make(5, 6);
      Q.transferL(a, b);
      log(both(a));
      log(both(b));
      Q.transferR(c, b);
      log(both(b));
      log(both(c));
      Q.transferL(a, b);
      Q.transferR(a, b);
      log(both(b));
      log(both(a));
      Q.transferL(b, a);
      log(both(a));
      log(both(b));
      Q.remove(nodes[0]!);
      log(both(a));
      Q.transferL(a, a);
      log(both(a));
    }),
  ).toBe(
    "[] [] 0; [1,2,3,4] [4,3,2,1] 4; [1,2,3,4,5,6] [6,5,4,3,2,1] 6; [] [] 0; [1,2,3,4,5,6] [6,5,4,3,2,1] 6; [] [] 0; [1,2,3,4,5,6] [6,5,4,3,2,1] 6; [] [] 0; [1,2,4,5,6] [6,5,4,2,1] 5; [] [] 0",
  );
});

test("a walk MUST skip nodes that were removed before their turn, and see added ones", () => {
  expect(
    trace((log) => {
      const at = (x: number): void => log(String(x));
      let [q, nodes] = make(1, 2, 3, 4, 5);
      Q.iterL((x) => {
        at(x);
        if (x === 2) for (const i of [1, 2]) Q.remove(nodes[i]!);
      }, q);
      log(both(q));
      [q, nodes] = make(1, 2, 3, 4, 5);
      Q.iterR((x) => {
        at(x);
        if (x === 4) for (const i of [3, 2, 0]) Q.remove(nodes[i]!);
      }, q);
      log(both(q));
      [q] = make(1, 2, 3, 4, 5);
      Q.iterNodeL((node) => {
        at(Q.get(node));
        if (Q.get(node) < 4) Q.remove(node);
      }, q);
      log(both(q));
      [q] = make(1, 2, 3);
      Q.iterNodeR((node) => {
        at(Q.get(node));
        Q.remove(node);
        if (Q.get(node) < 6) Q.addL(Q.get(node) + 3, q);
      }, q);
      log(both(q));
    }),
  ).toBe(
    "1; 2; 4; 5; [1,4,5] [5,4,1] 3; 5; 4; 2; [2,5] [5,2] 2; 1; 2; 3; 4; 5; [4,5] [5,4] 2; 3; 2; 1; 6; 5; 4; 8; 7; [] [] 0",
  );
});

test("find MUST give the first node from its side, or throw, or give undefined", () => {
  expect(
    trace((log) => {
      const [q] = make(1, 2, 3, 4);
      const above = (n: number) => (x: number) => x > n;
      const three = (x: number): boolean => x === 3;
      const value = (node: Q.Node<number> | undefined): string =>
        node === undefined ? "none" : String(Q.get(node));
      log(value(Q.findNodeL(above(1), q)));
      log(value(Q.findNodeR((x) => x < 3, q)));
      attempt(log, "l", () => void Q.findNodeL(above(9), q));
      attempt(log, "r", () => void Q.findNodeR(above(9), q));
      log(value(Q.findNodeOptL(three, q)));
      log(value(Q.findNodeOptR(three, q)));
      log(value(Q.findNodeOptR(above(9), q)));
    }),
  ).toBe("2; 2; l raises Not_found; r raises Not_found; 3; 3; none");
});

test("a node that is removed after clear MUST tie its neighbours in again, as in Lwt", () => {
  expect(
    trace((log) => {
      const [q, nodes] = make(1, 2, 3);
      Q.clear(q);
      log(both(q));
      Q.remove(nodes[1]!);
      log(both(q));
      Q.remove(nodes[0]!);
      log(both(q));
    }),
  ).toBe("[] [] 0; [] [] 0; [3] [] 1");
});

test("a walk MUST end where its nodes were moved to another sequence meanwhile", () => {
  const [a] = make(1, 2, 3);
  const [b] = make(9);
  const seen: number[] = [];
  Q.iterL((x) => {
    if (x === 1) Q.transferL(a, b);
    seen.push(x);
  }, a);
  expect(seen).toEqual([1, 2, 3, 9]);
});

test("a sequence MUST hold what an array holds, whatever is done to its ends", () => {
  const op = fc.constantFrom("addL", "addR", "takeL", "takeR", "move");
  fc.assert(
    fc.property(fc.array(op), (ops) => {
      let q = Q.create<number>();
      let model: number[] = [];
      ops.forEach((name, i) => {
        if (name === "addL") {
          Q.addL(i, q);
          model = [i, ...model];
        } else if (name === "addR") {
          Q.addR(i, q);
          model = [...model, i];
        } else if (name === "takeL") {
          expect(Q.takeOptL(q)).toBe(model.shift());
        } else if (name === "takeR") {
          expect(Q.takeOptR(q)).toBe(model.pop());
        } else {
          const [other] = make(-1);
          Q.transferR(q, other);
          q = other;
          model = [-1, ...model];
        }
      });
      expect(listL(q)).toEqual(model);
      expect(listR(q)).toEqual(model.toReversed());
    }),
  );
});
