import type { Verdict } from "spec";

/** Each verdict has a shape of its own, so that no colour is needed. */
const shapes: Readonly<Record<Verdict, { name: string; path: string }>> = {
  holds: { name: "holds", path: "M3.5 8.5l3 3 6-7" },
  refuted: { name: "refuted", path: "M4 4l8 8M12 4l-8 8" },
  partly: { name: "partly", path: "M3 9.5c2-4 3.5-4 5-1.5s3 2.5 5-1.5" },
  "does not carry over": { name: "elsewhere", path: "M3 8h9M8.5 4l4 4-4 4" },
};

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { name, path } = shapes[verdict];
  return (
    <span class={`verdict ${name}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={path} />
      </svg>
      {verdict}
    </span>
  );
}
