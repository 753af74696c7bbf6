import type { View } from "../route.js";
import { columnTitle } from "./tracks.js";

interface Props {
  readonly all: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (columns: readonly string[]) => void;
  readonly pair: readonly string[];
  readonly onPair: (pair: readonly string[]) => void;
  readonly view: View;
  readonly onView: (view: View) => void;
}

const views: readonly (readonly [View, string])[] = [
  ["side", "Side by side"],
  ["split", "Diff, split"],
  ["unified", "Diff, unified"],
];

/** Ports stand beside what they mirror, and the controls last. */
function inOrder(names: readonly string[]): readonly string[] {
  const others = names.filter((name) => name !== "ocaml" && name !== "rust");
  const at = others.indexOf("tokio-style");
  return ["ocaml", ...others.slice(0, at + 1), "rust", ...others.slice(at + 1)];
}

/** Chooses what is shown: which columns, and in which view. */
export function Columns(props: Props) {
  const { view, onView } = props;
  const all = inOrder(props.all);
  return (
    <div class="choices">
      <fieldset class="segments">
        <legend class="unseen">View</legend>
        {views.map(([name, title]) => (
          <label key={name}>
            <input
              type="radio"
              name="view"
              checked={view === name}
              onChange={() => onView(name)}
            />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      {view === "side" ? (
        <Switches {...props} all={all} />
      ) : (
        <Pair {...props} all={all} />
      )}
    </div>
  );
}

function Switches({ all, chosen, onChoose }: Props) {
  return (
    <fieldset class="switches">
      <legend class="unseen">Columns</legend>
      {all.map((name) => {
        const isOn = chosen.includes(name);
        return (
          <label key={name}>
            <input
              type="checkbox"
              checked={isOn}
              // One column stays.
              disabled={isOn && chosen.length === 1}
              onChange={() =>
                onChoose(
                  all.filter((one) =>
                    one === name ? !isOn : chosen.includes(one),
                  ),
                )
              }
            />
            {columnTitle(name)}
          </label>
        );
      })}
    </fieldset>
  );
}

function Pair({ all, pair, onPair }: Props) {
  const choose = (side: number, name: string): void => {
    const other = pair[1 - side] ?? "";
    // What is chosen twice changes places.
    const both = name === other ? [...pair].toReversed() : [...pair];
    if (name !== other) both[side] = name;
    onPair(both);
  };
  return (
    <div class="pair">
      {["Left", "Right"].map((title, side) => (
        <label key={title}>
          {title}
          <select
            value={pair[side] ?? ""}
            onChange={({ currentTarget }) => choose(side, currentTarget.value)}
          >
            {all.map((name) => (
              <option key={name} value={name}>
                {columnTitle(name)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
