/** What a poll of something unfinished says, as the page's third program has it. */
export type PollResult<T> =
  | { readonly poll: "Pending" }
  | { readonly poll: "Ready"; readonly value: T };
