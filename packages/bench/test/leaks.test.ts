import { expect, test } from "vitest";
import { heapCourse } from "../src/leaks.js";

/** A heap that grows by so many bytes with each round, and what noise adds. */
function world(bytes: number, noise: (look: number) => number = () => 0) {
  let done = 0;
  let looks = 0;
  return {
    run: { label: "flat", start: () => (n: number) => (done += n) } as const,
    options: {
      samples: 10,
      heap: () => 1_000_000 + done * bytes + noise(looks++),
    },
  };
}

test("what keeps something in each round MUST be found to leak", async () => {
  const { run, options } = world(24);
  const course = await heapCourse(run, 100_000, options);
  expect(course).toMatchObject({ found: "leaks", bytesARound: 24 });
  expect(course.samples).toHaveLength(11);
  expect(course.samples.slice(0, 2)).toEqual([
    [0, 0],
    [10_000, 240_000],
  ]);
  expect(course.samples.at(-1)).toEqual([100_000, 2_400_000]);
});

test("what the collector has not come to MUST NOT pass for a leak", async () => {
  const noise = (look: number) => (look % 3 === 0 ? 0 : look * 1_000_000);
  const { run, options } = world(0, noise);
  expect(await heapCourse(run, 100_000, options)).toMatchObject({
    found: "flat",
    bytesARound: 0,
  });
});

test("less than four bytes a round, or little in all, MUST be flat", async () => {
  const slow = world(3);
  const short = world(100);
  expect(await heapCourse(slow.run, 1_000_000, slow.options)).toMatchObject({
    found: "flat",
  });
  expect(await heapCourse(short.run, 1000, short.options)).toMatchObject({
    found: "flat",
  });
});

test("the label MUST stand beside what was found", async () => {
  const { run, options } = world(24);
  const course = await heapCourse(run, 100_000, options);
  expect(course.label).toBe("flat");
});
