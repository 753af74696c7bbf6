// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { Boom, trace } from "./support.js";
import { attempt, watch } from "./watch.js";

const { get } = LwtStream;

test("two gets that wait MUST both give the next element, the newer first, as in Lwt", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      watch(log, "a", get(s));
      watch(log, "b", get(s));
      push(1);
      watch(log, "c", get(s));
      push(2);
      push(undefined);
      watch(log, "d", get(s));
    }),
  ).toBe("b=1; a=1; c=2; d=none");
});

test("a push MUST wake readers before it returns, and throw Closed after the end", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      Lwt.onSuccess(LwtStream.closed(s), () => log("closed"));
      const p = Lwt.bind(get(s), (x) => {
        log(`got ${x}`);
        return get(s);
      });
      watch(log, "a", p);
      push(1);
      log("pushed");
      push(undefined);
      log(`ended ${LwtStream.isClosed(s)}`);
      attempt(log, "push", () => push(2));
      attempt(log, "end", () => push(undefined));
    }),
  ).toBe(
    "got 1; pushed; a=none; closed; ended true; push raises Closed; end raises Closed",
  );
});

test("a push inside a callback MUST wake readers later, but those who wait for the end at once", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      const [p, r] = Lwt.wait();
      Lwt.onSuccess(LwtStream.closed(s), () => log("closed"));
      watch(log, "a", get(s));
      Lwt.onSuccess(p, () => {
        push(1);
        log("pushed");
        push(undefined);
        log("ended");
      });
      Lwt.wakeup(r, undefined);
    }),
  ).toBe("pushed; closed; ended; a=1");
});

test("a canceled get MUST take nothing", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      const a = get(s);
      watch(log, "a", a);
      watch(log, "b", get(s));
      Lwt.cancel(a);
      push(1);
      watch(log, "c", get(s));
      push(2);
    }),
  ).toBe("a!Canceled; b=1; c=2");
});

test("a canceled get MUST leave the source alone, and its element for the next", () => {
  expect(
    trace((log) => {
      const rs: Lwt.Resolver<number | undefined>[] = [];
      const s = LwtStream.from(() => {
        const [p, r] = Lwt.task<number | undefined>();
        rs.push(r);
        log(`ask ${rs.length}`);
        return p;
      });
      const a = get(s);
      watch(log, "a", a);
      watch(log, "b", get(s));
      Lwt.cancel(a);
      Lwt.wakeup(rs[0]!, 1);
      watch(log, "c", get(s));
      Lwt.wakeup(rs[1]!, undefined);
      watch(log, "d", get(s));
    }),
  ).toBe("ask 1; a!Canceled; b=1; ask 2; c=none; d=none");
});

test("a source that rejects MUST reject the reader, one that throws MUST throw, and both go on", () => {
  expect(
    trace((log) => {
      let n = 0;
      const s = LwtStream.from((): Lwt.Promise<number | undefined> => {
        n += 1;
        log(`ask ${n}`);
        if (n === 1) return Lwt.fail(new Boom());
        if (n === 2) throw new Boom();
        return n === 3 ? Lwt.return(3) : Lwt.returnNone;
      });
      for (const name of ["a", "b", "c", "d", "e"]) {
        attempt(log, name, () => watch(log, name, get(s)));
      }
    }),
  ).toBe(
    "ask 1; a!Boom; ask 2; b raises Boom; ask 3; c=3; ask 4; d=none; e=none",
  );
});

test("a direct source MUST be asked when an element is wanted, and go on after a throw", () => {
  expect(
    trace((log) => {
      let n = 0;
      const s = LwtStream.fromDirect(() => {
        n += 1;
        log(`ask ${n}`);
        if (n === 2) throw new Boom();
        return n > 3 ? undefined : n;
      });
      Lwt.onSuccess(LwtStream.closed(s), () => log("closed"));
      for (const name of ["a", "b", "c", "d", "e"]) {
        attempt(log, name, () => watch(log, name, get(s)));
      }
    }),
  ).toBe(
    "ask 1; a=1; ask 2; b raises Boom; ask 3; c=3; ask 4; closed; d=none; e=none",
  );
});

test("clones MUST each give all elements, which come once from the source", () => {
  expect(
    trace((log) => {
      let n = 0;
      const s = LwtStream.fromDirect(() => {
        n += 1;
        log(`ask ${n}`);
        return n > 3 ? undefined : n;
      });
      const t = LwtStream.clone(s);
      watch(log, "s", get(s));
      watch(log, "t", LwtStream.toList(t));
      watch(log, "s", LwtStream.toList(s));
      const [bounded] = LwtStream.createBounded<number>(1);
      attempt(log, "clone", () => void LwtStream.clone(bounded));
      attempt(log, "parse", () => void LwtStream.parse(bounded, get));
    }),
  ).toBe(
    "ask 1; s=1; ask 2; ask 3; ask 4; t=[1,2,3]; s=[2,3]; clone raises Invalid_argument; parse raises Invalid_argument",
  );
});

test("clones that wait MUST be woken, the newer reader first", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      const t = LwtStream.clone(s);
      watch(log, "s", get(s));
      watch(log, "t", get(t));
      push(1);
      push(2);
      const t2 = LwtStream.clone(t);
      watch(log, "s", get(s));
      watch(log, "t", get(t));
      push(undefined);
      watch(log, "t2", LwtStream.toList(t2));
    }),
  ).toBe("t=1; s=1; s=2; t=2; t2=[2]");
});

test("a stream of a value, a promise or a list MUST give it, and be closed once it has it", () => {
  expect(
    trace((log) => {
      watch(log, "return", LwtStream.toList(LwtStream.return(1)));
      log(String(LwtStream.isClosed(LwtStream.return(1))));
      const [p, r] = Lwt.wait<number>();
      const later = LwtStream.returnLwt(p);
      Lwt.onSuccess(LwtStream.closed(later), () => log("closed"));
      watch(log, "lwt", LwtStream.toList(later));
      Lwt.wakeup(r, 2);
      const [q, qr] = Lwt.wait<number>();
      const none = LwtStream.returnLwt(q);
      watch(log, "fails", get(none));
      watch(log, "next", LwtStream.next(none));
      Lwt.wakeupExn(qr, new Boom());
      watch(log, "seq", LwtStream.toList(LwtStream.ofSeq([1, 2])));
      const seq = LwtStream.isClosed(LwtStream.ofSeq([1, 2]));
      log(`${seq} ${LwtStream.isClosed(LwtStream.ofArray([1]))}`);
      watch(log, "string", LwtStream.toString(LwtStream.ofString("abc")));
    }),
  ).toBe(
    "return=[1]; true; closed; lwt=[2]; next!Empty; fails=none; seq=[1,2]; false true; string=abc",
  );
});

test("onTerminate MUST call at the end, the newest first, and give a throw to the hook", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      LwtStream.onTerminate(s, () => log("1"));
      LwtStream.onTermination(s, () => {
        log("2");
        throw new Boom();
      });
      push(1);
      push(undefined);
      LwtStream.onTerminate(s, () => log("3"));
    }),
  ).toBe("2; hook Boom; 1; 3");
});

test("an element MUST be allowed to be undefined, where undefined does not mean the end", () => {
  const s = LwtStream.ofIterable(new Set([1, undefined, 2]));
  const t = LwtStream.map((x) => x, s);
  expect(Lwt.poll(LwtStream.toList(t))).toEqual([1, undefined, 2]);
  const [bounded, pusher] = LwtStream.createBounded<void>(2);
  Lwt.ignoreResult(pusher.push(undefined));
  pusher.close();
  expect(Lwt.poll(LwtStream.fold((_, n) => n + 1, bounded, 0))).toBe(1);
  const seq = LwtStream.ofSeq([undefined, 3]);
  expect(Lwt.poll(LwtStream.nget(3, seq))).toEqual([undefined, 3]);
});
