import { letterOf } from "side";
import type { Token } from "side";
import type { Program } from "./pack.js";

interface Props {
  readonly tokens: readonly Token[];
  readonly number: number;
  /** What becomes of it, for a class of its own. */
  readonly mark?: string | undefined;
}

/** A line with its number; where it is wrapped it goes on at its indentation. */
export function CodeLine({ tokens, number, mark = "" }: Props) {
  const text = tokens.map((token) => token.text).join("");
  const indent = text.search(/\S|$/);
  return (
    <span
      class={`line ${mark}`}
      data-n={number}
      style={{ "--in": String(indent) }}
    >
      {tokens.map(({ text: piece, kind }, index) =>
        kind === "plain" ? (
          piece
        ) : (
          <b key={index} class={letterOf[kind]}>
            {piece}
          </b>
        ),
      )}
      {"\n"}
    </span>
  );
}

/** A whole program. */
export function CodeLines({ program }: { readonly program: Program }) {
  return (
    <pre tabIndex={0} aria-label={program.path}>
      <code>
        {program.tokens.map((tokens, place) => (
          <CodeLine key={place} tokens={tokens} number={place + 1} />
        ))}
      </code>
    </pre>
  );
}
