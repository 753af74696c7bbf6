/** The operations of pools and of streams. */
import type { Body, Operation } from "oracle/fuzz";
import { Lwt, LwtPool, LwtStream } from "../src/index.js";
import { Callback } from "./callback.js";
import { type P, type Run, valueText } from "./world.js";

type StreamOperation = Extract<
  Operation,
  { readonly op: `${"pool" | "stream"}_${string}` }
>;

const isOdd = (value: unknown): boolean => /[13579]$/.test(valueText(value));

/**
 * The members of pools are numbers from 1 on. The first pool makes them at once
 * and finds the even ones bad; the second makes them one turn later.
 */
export function makePools(run: Run): readonly LwtPool.Pool<number>[] {
  let made = 0;
  const make = (): number => {
    made += 1;
    run.log("made", String(made));
    return made;
  };
  const told = (lane: string, member: number): boolean => {
    run.log(lane, String(member));
    return isOdd(member);
  };
  const dispose = (member: number): Lwt.Promise<void> => {
    run.log("dispose", String(member));
    return Lwt.returnUnit;
  };
  return [
    LwtPool.create(1, () => Lwt.return(make()), {
      validate: (member) => Lwt.return(told("validate", member)),
      check: (member, isOk) => isOk(told("check", member)),
      dispose,
    }),
    LwtPool.create(2, () => Lwt.map(make, Lwt.pause()), { dispose }),
  ];
}

/** Two streams that are pushed to, a bounded one, and a list. */
export function makeStreams() {
  const [first, firstPush] = LwtStream.create<any>();
  const [second, secondPush] = LwtStream.create<any>();
  const [third, bounded] = LwtStream.createBounded<any>(2);
  const list: LwtStream.Stream<any> = LwtStream.ofList([4, 5, 6]);
  return {
    s: [first, second, third, list],
    pushes: [firstPush, secondPush],
    bounded,
  };
}

/** A stream made of a function ends after so many elements. */
const MOST = 3;

function untilMost<A>(f: () => A, none: A): () => A {
  let left = MOST;
  return () => {
    if (left === 0) return none;
    left -= 1;
    return f();
  };
}

/** Nothing is the end of a stream: a unit is 9 here. */
const notUnit = (value: unknown): unknown =>
  valueText(value) === "" ? 9 : value;

/** Reads an operation: what it does, and what it makes, if it makes a promise. */
export function readStream(run: Run, o: StreamOperation): () => P | void {
  const { p, pools } = run;
  const { s, pushes, bounded } = run.streams;
  const callback = (body: Body): Callback => new Callback(run, body);
  const truth = (body: Body) => {
    const f = callback(body);
    return (value: unknown) => Lwt.map(isOdd, f.onValue(value));
  };
  const into = (place: number, make: () => LwtStream.Stream<any>) => () => {
    s[place] = make();
  };
  switch (o.op) {
    // Lwt_pool
    case "pool_use": {
      const f = callback(o.f);
      return () => LwtPool.use(pools[o.pool]!, f.onValue);
    }
    case "pool_clear":
      return () => LwtPool.clear(pools[o.pool]!);
    case "pool_look":
      return () =>
        run.log("pool", String(LwtPool.waitQueueLength(pools[o.pool]!)));
    // Lwt_stream: making
    case "stream_push":
      return () => pushes[o.push]!(o.value === 0 ? undefined : o.value);
    case "stream_bounded_push":
      return () => bounded.push(o.value);
    case "stream_bounded_close":
      return () => bounded.close();
    case "stream_bounded_resize":
      return () => bounded.resize(o.size);
    case "stream_bounded_look":
      return () => {
        const { size, count, blocked, closed } = bounded;
        run.log("bounded", `${size},${count},${blocked},${closed}`);
      };
    case "stream_from": {
      const f = callback(o.f);
      return into(o.into, () => {
        const next = (): P => Lwt.map(notUnit, f.thunk());
        return LwtStream.from(untilMost(next, Lwt.returnNone));
      });
    }
    case "stream_from_direct": {
      const f = callback(o.f);
      return into(o.into, () =>
        LwtStream.fromDirect(
          untilMost(() => notUnit(f.mapping(undefined)), undefined),
        ),
      );
    }
    case "stream_return_lwt":
      return into(o.into, () => LwtStream.returnLwt(p[o.of]!));
    case "stream_clone":
      return into(o.into, () => LwtStream.clone(s[o.stream]!));
    // Reading
    case "stream_get":
      return () => LwtStream.get(s[o.stream]!);
    case "stream_peek":
      return () => LwtStream.peek(s[o.stream]!);
    case "stream_next":
      return () => LwtStream.next(s[o.stream]!);
    case "stream_junk":
      return () => LwtStream.junk(s[o.stream]!);
    case "stream_is_empty":
      return () => LwtStream.isEmpty(s[o.stream]!);
    case "stream_to_list":
      return () => LwtStream.toList(s[o.stream]!);
    case "stream_last_new":
      return () => LwtStream.lastNew(s[o.stream]!);
    case "stream_junk_old":
      return () => LwtStream.junkOld(s[o.stream]!);
    case "stream_closed":
      return () => LwtStream.closed(s[o.stream]!);
    case "stream_nget":
      return () => LwtStream.nget(o.n, s[o.stream]!);
    case "stream_npeek":
      return () => LwtStream.npeek(o.n, s[o.stream]!);
    case "stream_njunk":
      return () => LwtStream.njunk(o.n, s[o.stream]!);
    case "stream_get_available":
      return () =>
        run.log("available", valueText(LwtStream.getAvailable(s[o.stream]!)));
    case "stream_is_closed":
      return () => run.log("closed", String(LwtStream.isClosed(s[o.stream]!)));
    // Walking
    case "stream_get_while_s": {
      const f = truth(o.f);
      return () => LwtStream.getWhileS(f, s[o.stream]!);
    }
    case "stream_junk_while_s": {
      const f = truth(o.f);
      return () => LwtStream.junkWhileS(f, s[o.stream]!);
    }
    case "stream_find_s": {
      const f = truth(o.f);
      return () => LwtStream.findS(f, s[o.stream]!);
    }
    case "stream_iter_s": {
      const f = callback(o.f);
      return () => LwtStream.iterS(f.onValue, s[o.stream]!);
    }
    case "stream_iter_p": {
      const f = callback(o.f);
      return () => LwtStream.iterP(f.onValue, s[o.stream]!);
    }
    case "stream_iter_n": {
      const f = callback(o.f);
      const options = { maxConcurrency: o.most };
      return () => LwtStream.iterN(f.onValue, s[o.stream]!, options);
    }
    case "stream_parse": {
      const f = callback(o.f);
      return () => LwtStream.parse(s[o.stream]!, f.thunk);
    }
    // Streams of streams
    case "stream_map": {
      const f = callback(o.f);
      return into(o.into, () => LwtStream.map(f.mapping, s[o.stream]!));
    }
    case "stream_map_s": {
      const f = callback(o.f);
      return into(o.into, () => LwtStream.mapS(f.onValue, s[o.stream]!));
    }
    case "stream_filter_s": {
      const f = truth(o.f);
      return into(o.into, () => LwtStream.filterS(f, s[o.stream]!));
    }
    case "stream_append":
      return into(o.into, () => LwtStream.append(s[o.a]!, s[o.b]!));
    case "stream_choose":
      return into(o.into, () => LwtStream.choose([s[o.a]!, s[o.b]!]));
    case "stream_combine":
      return into(o.into, () => LwtStream.combine(s[o.a]!, s[o.b]!));
    default:
      throw new TypeError(`no operation is called ${String(o)}`);
  }
}
