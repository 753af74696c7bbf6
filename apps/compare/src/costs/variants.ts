/** The ways in which the connections of a load behave. */

/** What one connection does. */
export type Role = "busy" | "idle" | "slow" | "resets";

export interface Variant {
  readonly describe: string;
  /** What those do that are not busy, and which part of all they are. */
  readonly others?: {
    readonly role: Exclude<Role, "busy">;
    readonly part: number;
  };
  /** How many times the messages each sends that is busy; once if left out. */
  readonly times?: number;
  /** Connects all at once; a few hundred at a time if left out. */
  readonly storm?: true;
}

export const variants: Readonly<Record<string, Variant>> = {
  busy: { describe: "all send, one message after the other" },
  idle: {
    describe: "1 % send a hundred times as much, the others are only held",
    times: 100,
    others: { role: "idle", part: 0.99 },
  },
  slow: {
    describe: "all send, and 1 % read slowly what comes back",
    others: { role: "slow", part: 0.01 },
  },
  resets: {
    describe: "all send, and 1 % reset in the middle of a message",
    others: { role: "resets", part: 0.01 },
  },
  storm: { describe: "all connect at the same moment, then send", storm: true },
};

/** What the connections do, spread evenly over them. */
export function rolesOf({ others }: Variant, n: number): readonly Role[] {
  if (others === undefined) return Array.from({ length: n }, () => "busy");
  const few = others.part < 0.5;
  const rare = Math.max(
    1,
    Math.round(n * (few ? others.part : 1 - others.part)),
  );
  const step = Math.floor(n / rare);
  return Array.from({ length: n }, (_, index) =>
    (index % step === 0 && index < rare * step) === few ? others.role : "busy",
  );
}
