/** What the heap holds. */

export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error("node needs --expose-gc");
  globalThis.gc();
}

/** On the heap, and what typed arrays hold beside it. */
export function heapUsed(): number {
  const { heapUsed: objects, arrayBuffers } = process.memoryUsage();
  return objects + arrayBuffers;
}
