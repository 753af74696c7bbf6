import { expect, test } from "vitest";
import { Failure, lineOf, unknownName } from "../src/errors.js";

test("lineOf MUST give one line, whatever was thrown", () => {
  expect(lineOf(new Error("one\n  two"))).toBe("one two");
  expect(lineOf("a\nb")).toBe("a b");
  expect(lineOf(undefined)).toBe("undefined");
});

test("lineOf MUST name an error's kind where it says more than the message", () => {
  expect(lineOf(new RangeError("too far"))).toBe("RangeError: too far");
  expect(lineOf(new Failure("it broke"))).toBe("it broke");
});

test("lineOf MUST say what caused the error", () => {
  const cause = new RangeError("the limit is -1");
  expect(lineOf(new Error("task 3 panicked", { cause }))).toBe(
    "task 3 panicked: RangeError: the limit is -1",
  );
});

test("unknownName MUST offer the nearest name, or say that there is none", () => {
  expect(unknownName("style", "lwt-stile", ["lwt-style", "spec"]).message).toBe(
    'unknown style "lwt-stile": did you mean "lwt-style"?',
  );
  expect(unknownName("input", "a", []).message).toBe(
    'unknown input "a": there is none',
  );
});
