/** One stream made of several; and the dump of bytes. */
import * as Lwt from "../../Lwt.js";
import { getItem, nget } from "./read.js";
import { END, fromItems, type Item, returnEnd, type Stream } from "./stream.js";
import { mapList } from "./transform.js";
import { after, loop, until } from "./walk.js";

/**
 * Pairs the elements of two streams; ends with the shorter one.
 *
 * Behaviour: both are read at once, so the longer one loses an element.
 *
 * Original: `Lwt_stream.combine`
 */
export const combine = <A, B>(s1: Stream<A>, s2: Stream<B>): Stream<[A, B]> =>
  fromItems(() => {
    const p1 = getItem(s1);
    const p2 = getItem(s2);
    return Lwt.bind(p1, (a) =>
      Lwt.bind(p2, (b): Lwt.Promise<Item<[A, B]>> =>
        a === END || b === END ? returnEnd : Lwt.return([a, b]),
      ),
    );
  });

/** Gives all elements of the first, then all of the second. Original: `Lwt_stream.append` */
export function append<A>(s1: Stream<A>, s2: Stream<A>): Stream<A> {
  let current = s1;
  return fromItems(() =>
    until(
      () => getItem(current),
      (item, p) => {
        if (item !== END || current === s2) return p;
        current = s2;
        return undefined;
      },
    ),
  );
}

/** Gives all elements of one stream after the other. Original: `Lwt_stream.concat` */
export function concat<A>(streams: Stream<Stream<A>>): Stream<A> {
  let current = fromItems<A>(() => returnEnd);
  return fromItems(() =>
    until<Item<A>, Item<A>>(
      () => getItem(current),
      (item, p, turn) => {
        if (item !== END) return p;
        return after(
          getItem(streams),
          (following) => {
            if (following === END) return returnEnd;
            current = following;
            return undefined;
          },
          turn,
        );
      },
    ),
  );
}

/** A read of a stream that is under way. */
interface Read<A> {
  readonly stream: Stream<A>;
  readonly p: Lwt.Promise<readonly [Stream<A>, Item<A>]>;
}

/**
 * Gives the elements of several streams, as they come.
 *
 * Behaviour: reads all streams at once, from the start on; of several that have
 * an element there, takes one as `Lwt.choose` draws. Once a stream rejects,
 * every read does.
 *
 * Original: `Lwt_stream.choose`
 */
export function choose<A>(streams: readonly Stream<A>[]): Stream<A> {
  const read = (stream: Stream<A>): Read<A> => ({
    stream,
    p: Lwt.map((item) => [stream, item] as const, getItem(stream)),
  });
  let reads = streams.map(read);
  return fromItems(() => {
    const turn = (): Lwt.Promise<Item<A>> | undefined => {
      if (reads.length === 0) return returnEnd;
      return after<readonly [Stream<A>, Item<A>], Item<A>>(
        Lwt.choose(reads.map(({ p }) => p)),
        ([stream, item]) => {
          const at = reads.findIndex((one) => one.stream === stream);
          const others = reads.toSpliced(at, 1);
          // A source that throws leaves all as it was, the element too.
          reads = item === END ? others : [read(stream), ...others];
          if (item === END) return undefined;
          return Lwt.return(item);
        },
        turn,
      );
    };
    return loop(turn);
  });
}

const hex = (n: number, digits: number): string =>
  n.toString(16).padStart(digits, "0");

/** The bytes of a character in UTF-8. */
function bytesOf(character: string | number): number[] {
  if (typeof character === "number") return [character & 0xff];
  const bytes: number[] = [];
  for (const one of character) {
    const code = one.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code, 6));
    else bytes.push(0xf0 | (code >> 18), tail(code, 12), tail(code, 6));
    if (code >= 0x80) bytes.push(tail(code, 0));
  }
  return bytes;
}

const tail = (code: number, shift: number): number =>
  0x80 | ((code >> shift) & 0x3f);

const LINE = 16;

/**
 * Gives the lines that `hexdump -C` prints of characters, as their bytes in
 * UTF-8, or of numbers, which are bytes.
 *
 * Original: `Lwt_stream.hexdump`
 */
export function hexdump(s: Stream<string | number>): Stream<string> {
  const bytes = mapList(bytesOf, s);
  let position = 0;
  return fromItems(() =>
    Lwt.bind(nget(LINE, bytes), (line): Lwt.Promise<Item<string>> => {
      if (line.length === 0) return returnEnd;
      const cells = Array.from({ length: LINE }, (_, i) => {
        const byte = line[i];
        return `${i === 8 ? " " : ""}${byte === undefined ? "  " : hex(byte, 2)} `;
      });
      const text = line.map((byte) =>
        byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : ".",
      );
      const start = hex(position, 8);
      position += LINE;
      return Lwt.return(`${start}|  ${cells.join("")} |${text.join("")}|`);
    }),
  );
}
