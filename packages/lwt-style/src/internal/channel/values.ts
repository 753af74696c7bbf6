/** Values of any shape, in the form that Node's `v8` gives them. */
import { deserialize, serialize } from "node:v8";
import * as Lwt from "../../Lwt.js";
import { readIntoExactly } from "./bytes.js";
import { atomic, type InputChannel, type OutputChannel } from "./channel.js";
import { BE } from "./numbers.js";
import { writeBytes } from "./output.js";

/**
 * Writes a value that can be cloned: no function, no class of one's own.
 *
 * Behaviour: its length in four bytes, then V8's form of it. OCaml's `Marshal` has
 * another form: only `readValue` reads it.
 *
 * Errors: rejected with V8's error if it cannot be cloned; nothing is written then.
 *
 * Original: `Lwt_io.write_value`
 */
export const writeValue = (
  oc: OutputChannel,
  value: unknown,
): Lwt.Promise<void> =>
  Lwt.bind(
    Lwt.wrap(() => serialize(value)),
    (bytes) =>
      atomic((own: OutputChannel) =>
        Lwt.bind(BE.writeInt32(own, bytes.length), () =>
          writeBytes(own, bytes),
        ),
      )(oc),
  );

/**
 * Reads a value that `writeValue` has written. That it is an `A` is for the caller
 * to know, as in OCaml.
 *
 * Cancellation: what had come of the value is lost.
 *
 * Errors: rejected with `EndOfFile` if the input ends before the value does.
 *
 * Original: `Lwt_io.read_value`
 */
export const readValue: <A = unknown>(ic: InputChannel) => Lwt.Promise<A> =
  atomic(
    Lwt.fn(function* (own: InputChannel) {
      const bytes = Buffer.alloc(yield* BE.readInt32(own));
      yield* readIntoExactly(own, bytes, 0, bytes.length);
      return deserialize(bytes);
    }),
  );
