import { Condition } from "promise-style";
import { expect, test } from "vitest";
import { isPending } from "./support.js";

test("a signal MUST wake who has waited longest, and nobody else", async () => {
  const condition = new Condition();
  const first = condition.wait();
  const second = condition.wait();
  condition.signal();
  await first;
  expect(await isPending(second)).toBe(true);
});

test("a broadcast MUST wake all who wait, and nobody who comes later", async () => {
  const condition = new Condition();
  const waiters = [condition.wait(), condition.wait()];
  condition.broadcast();
  const late = condition.wait();
  await Promise.all(waiters);
  expect(await isPending(late)).toBe(true);
});

test("a signal that nobody waits for MUST be lost", async () => {
  const condition = new Condition();
  condition.signal();
  condition.broadcast();
  expect(await isPending(condition.wait())).toBe(true);
});

test("who gave up MUST NOT take the signal of another", async () => {
  const condition = new Condition();
  const controller = new AbortController();
  const { signal } = controller;
  const hasty = condition.wait({ signal });
  const patient = condition.wait();
  controller.abort();
  condition.signal();
  await expect(hasty).rejects.toBe(signal.reason);
  await patient;
});
