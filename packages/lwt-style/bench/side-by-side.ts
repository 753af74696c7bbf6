/** `both`, `pick`, `choose`. */
import type { Row } from "bench";
import { sequenceT } from "fp-ts/lib/Apply.js";
import * as T from "fp-ts/lib/Task.js";
import { Lwt } from "lwt-style";

const settled = <A>(): [Promise<A>, (value: A) => void] => {
  let resolve!: (value: A) => void;
  return [new Promise<A>((r) => (resolve = r)), resolve];
};

/** Operations whose jobs are done at once: no round holds all of them. */
const TOGETHER = 1000;

const both: Row = {
  id: "both",
  title: "both of two pending promises",
  unit: "ns",
  original: true,
  targets: { native: 3, original: 2 },
  runs: {
    subject(n) {
      for (let i = 0; i < n; i++) {
        const [p, resolveP] = Lwt.wait<number>();
        const [q, resolveQ] = Lwt.wait<number>();
        void Lwt.both(p, q);
        Lwt.wakeup(resolveP, 1);
        Lwt.wakeup(resolveQ, 2);
      }
    },
    async native(n) {
      let result: Promise<unknown> | undefined;
      for (let i = 0; i < n; i++) {
        const [p, resolveP] = settled<number>();
        const [q, resolveQ] = settled<number>();
        result = Promise.all([p, q]);
        resolveP(1);
        resolveQ(2);
        if (i % TOGETHER === TOGETHER - 1) await result;
      }
      await result;
    },
    async "fp-ts"(n) {
      for (let i = 0; i < n; i++)
        await sequenceT(T.ApplyPar)(T.of(1), T.of(2))();
    },
  },
};

const pick: Row = {
  id: "pick",
  title: "pick of two tasks, the loser canceled (native: race, not canceled)",
  unit: "ns",
  original: true,
  targets: { original: 1.2 },
  runs: {
    subject(n) {
      for (let i = 0; i < n; i++) {
        const [p, resolveP] = Lwt.task<number>();
        const [q] = Lwt.task<number>();
        void Lwt.pick([p, q]);
        Lwt.wakeup(resolveP, 1);
      }
    },
    async native(n) {
      let result: Promise<unknown> | undefined;
      for (let i = 0; i < n; i++) {
        const [p, resolveP] = settled<number>();
        const [q] = settled<number>();
        result = Promise.race([p, q]);
        resolveP(1);
        if (i % TOGETHER === TOGETHER - 1) await result;
      }
      await result;
    },
  },
};

const choose: Row = {
  id: "choose",
  title: "choose of a pending promise and one that stays pending",
  unit: "ns",
  original: true,
  runs: {
    subject(n) {
      const [never] = Lwt.wait<number>();
      for (let i = 0; i < n; i++) {
        const [p, resolveP] = Lwt.wait<number>();
        void Lwt.choose([never, p]);
        Lwt.wakeup(resolveP, 1);
      }
    },
    async native(n) {
      const [never] = settled<number>();
      let result: Promise<unknown> | undefined;
      for (let i = 0; i < n; i++) {
        const [p, resolveP] = settled<number>();
        result = Promise.race([never, p]);
        resolveP(1);
        if (i % TOGETHER === TOGETHER - 1) await result;
      }
      await result;
    },
  },
};

export const sideBySide = [both, pick, choose];
