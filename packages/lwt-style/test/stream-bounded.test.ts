// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { st, trace } from "./support.js";
import { attempt, watch, watchUnit } from "./watch.js";

type Log = (event: string) => void;

/** A bounded stream and what is asked of it. */
function bounded(log: Log, size: number) {
  const [s, b] = LwtStream.createBounded<number>(size);
  return {
    s,
    b,
    push: (n: number): Lwt.Promise<void> => {
      const p = b.push(n);
      watchUnit(log, `push${n}`, p);
      return p;
    },
    info: (): void => {
      const flags = `${b.blocked ? " blocked" : ""}${b.closed ? " closed" : ""}`;
      log(`${b.count}/${b.size}${flags}`);
    },
    get: (name: string): void => watch(log, name, LwtStream.get(s)),
    list: (n: number): void => watch(log, "list", LwtStream.nget(n, s)),
  };
}

const inCallback = (f: () => void): void => {
  const [p, r] = Lwt.wait();
  Lwt.onSuccess(p, f);
  Lwt.wakeup(r, undefined);
};

test("a push into a full stream MUST wait for room, and a second one reject with Full", () => {
  expect(
    trace((log) => {
      const { push, info, get, list } = bounded(log, 2);
      void push(1);
      void push(2);
      info();
      void push(3);
      info();
      void push(4);
      info();
      get("get");
      info();
      list(2);
      info();
      get("wait");
      void push(5);
      info();
    }),
  ).toBe(
    "push1=(); push2=(); 2/2; 2/2 blocked; push4!Full; 2/2 blocked; push3=(); get=1; 2/2; list=[2,3]; 0/2; wait=5; push5=(); 0/2",
  );
});

test("a canceled push MUST take its element back, but not before its own callbacks", () => {
  expect(
    trace((log) => {
      const { push, info, list } = bounded(log, 1);
      void push(1);
      const p = push(2);
      info();
      Lwt.cancel(p);
      info();
      const q = push(3);
      Lwt.onCancel(q, () => {
        info();
        void push(4);
        info();
      });
      Lwt.cancel(q);
      info();
      list(2);
      info();
    }),
  ).toBe(
    "push1=(); 1/1 blocked; push2!Canceled; 1/1; 1/1; 1/1 blocked; push3!Canceled; 1/1 blocked; push4=(); list=[1,4]; 0/1",
  );
});

test("close MUST reject the push that waits, and leave what is in the stream", () => {
  expect(
    trace((log) => {
      const { s, b, push, info } = bounded(log, 1);
      Lwt.onSuccess(LwtStream.closed(s), () => log("closed"));
      void push(1);
      void push(2);
      b.close();
      info();
      void push(3);
      b.close();
      info();
      watch(log, "list", LwtStream.toList(s));
      info();
      const other = bounded(log, 1);
      Lwt.onSuccess(LwtStream.closed(other.s), () => log("closed"));
      other.get("get");
      other.b.close();
      log("after close");
    }),
  ).toBe(
    "push1=(); push2!Closed; closed; 1/1 closed; push3!Closed; 1/1 closed; list=[1]; 0/1 closed; get=none; closed; after close",
  );
});

test("close inside a callback MUST tell of the end at once, and wake the others later", () => {
  expect(
    trace((log) => {
      const { s, b, get } = bounded(log, 0);
      Lwt.onSuccess(LwtStream.closed(s), () => log("closed"));
      get("get");
      watchUnit(log, "push", b.push(1));
      inCallback(() => {
        b.close();
        log("after close");
      });
    }),
  ).toBe("closed; after close; push!Closed; get=none");
});

test("resize MUST let the push that waits in, and wake no reader, as in Lwt", () => {
  expect(
    trace((log) => {
      const { b, push, info, get, list } = bounded(log, 0);
      get("get");
      void push(1);
      info();
      b.resize(1);
      info();
      log("still");
      void push(2);
      info();
      b.resize(3);
      info();
      void push(3);
      info();
      b.resize(1);
      info();
      void push(4);
      list(2);
      info();
      attempt(log, "resize", () => b.resize(-1));
      attempt(log, "create", () => void LwtStream.createBounded(-1));
    }),
  ).toBe(
    "0/0 blocked; push1=(); 1/1; still; 1/1 blocked; push2=(); 2/3; get=1; push3=(); 2/3; 2/1; push4=(); list=[2,3]; 1/1; resize raises Invalid_argument; create raises Invalid_argument",
  );
});

test("at a size of 0 a push and a get MUST both wait, as in Lwt", () => {
  expect(
    trace((log) => {
      const { s, b, info } = bounded(log, 0);
      const p = b.push(1);
      const g = LwtStream.get(s);
      const states = (): void => log(`${st(p)} ${st(g)}`);
      const available = (): void =>
        log(JSON.stringify(LwtStream.getAvailable(s)));
      states();
      available();
      b.resize(1);
      states();
      available();
      info();
    }),
  ).toBe("sleep sleep; []; return sleep; [1]; 0/1");
});

test("inside a callback a push MUST wake the reader later, and a get the push", () => {
  expect(
    trace((log) => {
      const { push, info, get } = bounded(log, 1);
      get("get");
      inCallback(() => {
        void push(1);
        void push(2);
        info();
        log("done");
      });
      inCallback(() => {
        get("get2");
        log("got");
        info();
      });
    }),
  ).toBe("push1=(); 1/1 blocked; done; get=1; push2=(); get2=2; got; 0/1");
});
