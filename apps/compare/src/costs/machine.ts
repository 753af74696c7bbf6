import { cpus, loadavg, totalmem } from "node:os";

/** Where and beside how much else it was measured. */
export function machine(): string {
  const [load = 0] = loadavg();
  const { length } = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? "unknown"}, ${length} cores, ${memory} GiB, load average ${load.toFixed(1)}`;
}
