/** LwtIo.writeValue and readValue. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtIo } from "../src/unix.js";
import { runVirtual } from "./support.js";

const failure = (f: () => Lwt.Promise<unknown>): Lwt.Promise<unknown> =>
  Lwt.tryBind(
    f,
    () => Lwt.return("no failure"),
    (exn) => Lwt.return(exn),
  );

test("readValue MUST give back what writeValue has written, one value after the other", async () => {
  const value = fc.anything({ withDate: true, withMap: true, withSet: true });
  await fc.assert(
    fc.asyncProperty(fc.array(value), async (values) => {
      const read = await runVirtual(
        Lwt.fn(function* () {
          const [ic, oc] = LwtIo.pipe();
          const writer = Lwt.gen(function* () {
            for (const one of values) yield* LwtIo.writeValue(oc, one);
            yield* LwtIo.close(oc);
          });
          const found: unknown[] = [];
          while (found.length < values.length)
            found.push(yield* LwtIo.readValue(ic));
          yield* writer;
          const end = yield* failure(() => LwtIo.readValue(ic));
          expect(end).toBe(LwtIo.EndOfFile);
          return found;
        }),
      );
      expect(read).toStrictEqual(structuredClone(values));
    }),
  );
});

test("writeValue MUST write nothing of what cannot be cloned", async () => {
  const [exn, text] = await runVirtual(
    Lwt.fn(function* () {
      const [ic, oc] = LwtIo.pipe();
      const found = yield* failure(() => LwtIo.writeValue(oc, () => 1));
      yield* LwtIo.write(oc, "after");
      yield* LwtIo.close(oc);
      return [found, yield* LwtIo.read(ic)] as const;
    }),
  );
  expect(exn).toMatchObject({ message: "() => 1 could not be cloned." });
  expect(text).toBe("after");
});
