import type { View } from "../route.js";
import { allColumns, columnTitle } from "./column-names.js";

interface Props {
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

/** Chooses what is shown: which columns, and in which view. */
export function Columns(props: Props) {
  const { view, onView } = props;
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
      {view === "side" ? <Switches {...props} /> : <Pair {...props} />}
    </div>
  );
}

function Switches({ chosen, onChoose }: Props) {
  return (
    <fieldset class="switches">
      <legend class="unseen">Columns</legend>
      {allColumns.map((name) => {
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
                  allColumns.filter((one) =>
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

function Pair({ pair, onPair }: Props) {
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
            {allColumns.map((name) => (
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
