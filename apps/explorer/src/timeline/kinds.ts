/** What an event does to its lane, as far as its word says. */
export type EventKind =
  | "starts"
  | "ends"
  | "waits"
  | "goes on"
  | "gives"
  | "stops"
  | "other";

/** Each kind has a shape of its own, drawn around 0 and about 12 wide. */
export const shapes: Readonly<Record<EventKind, string>> = {
  starts: "M-4.5-6L6 0L-4.5 6Z",
  ends: "M-5-5H5V5H-5Z",
  waits: "M-5-5.5H-1.5V5.5H-5ZM1.5-5.5H5V5.5H1.5Z",
  "goes on": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z",
  gives: "M0-7L7 0L0 7L-7 0Z",
  stops:
    "M-6-3.5L-3.5-6L0-2.5L3.5-6L6-3.5L2.5 0L6 3.5L3.5 6L0 2.5L-3.5 6L-6 3.5L-2.5 0Z",
  other: "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0Z",
};

/** The first that fits says the kind. */
const words: readonly (readonly [EventKind, RegExp])[] = [
  [
    "stops",
    /^(?:is (?:finalised|cancelled|thrown away|stopped|refused)|cancels|aborts|fails|throws|gives up|has the (?:error|timeout))/,
  ],
  [
    "starts",
    /^(?:starts|sets out|comes|spawns|opens|asks|is made|calls|listens|works)/,
  ],
  ["ends", /^(?:finishes|ends|is done|returns|closes|has shut down)/],
  ["waits", /^(?:waits|sleeps|awaits|is awaited|yields|blocks|lets)/],
  [
    "gives",
    /^(?:sends|hands over|pushes|passes|signals|notifies|broadcasts|sets|gives|saves|releases|locks)/,
  ],
  [
    "goes on",
    /^(?:wakes|runs|goes on|ticks|fires|takes|receives|sees|has|reads|steps|polls|is polled|is taken|hears|is told|joins|looks|stands|parses)/,
  ],
];

export function kindOf(event: string): EventKind {
  return words.find(([, pattern]) => pattern.test(event))?.[0] ?? "other";
}

/** For the legend, in its order. */
export const legend: readonly (readonly [EventKind, string])[] = [
  ["starts", "starts"],
  ["waits", "waits"],
  ["goes on", "goes on, has something"],
  ["gives", "gives"],
  ["ends", "ends"],
  ["stops", "is stopped, fails"],
  ["other", "anything else"],
];
