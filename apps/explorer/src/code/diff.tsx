import type { Present } from "../scenario/page.js";
import { diffRows, isCommon, unified } from "./difference.js";
import type { DiffRow } from "./difference.js";
import { CodeLine } from "./line.js";
import type { Program } from "./pack.js";
import { markOf } from "./pane.js";

interface Props {
  readonly left: Program;
  readonly right: Program;
  readonly present: readonly Present[];
  readonly view: "split" | "unified";
}

/** Two programs as a difference: in two columns, or in one. */
export function DiffView({ left, right, present, view }: Props) {
  const rows = diffRows(left, right);
  const common = rows.filter((row) => isCommon(row, left, right)).length;
  return (
    <div class={`diff ${view}`}>
      <p class="share">
        <b>−</b> {left.path} <b>+</b> {right.path}: {common} of{" "}
        {Math.max(left.lines.length, right.lines.length)} lines are the same
      </p>
      {view === "split" ? (
        <Split left={left} right={right} rows={rows} present={present} />
      ) : (
        <Unified left={left} right={right} rows={rows} present={present} />
      )}
    </div>
  );
}

interface RowsProps extends Omit<Props, "view"> {
  readonly rows: readonly DiffRow[];
}

function Split({ left, right, rows, present }: RowsProps) {
  const line = (
    program: Program,
    place: number | undefined,
    row: DiffRow,
    side: 0 | 1,
  ) => {
    if (place === undefined) return <i class="gap" />;
    const change = isCommon(row, left, right)
      ? "same"
      : side === 0
        ? "removed"
        : "added";
    return (
      <Line
        program={program}
        place={place}
        change={change}
        present={present[side]}
      />
    );
  };
  return (
    <pre>
      <code>
        {rows.map((row, index) => (
          <div class="row" key={index}>
            {line(left, row.left, row, 0)}
            {line(right, row.right, row, 1)}
          </div>
        ))}
      </code>
    </pre>
  );
}

function Unified({ left, right, rows, present }: RowsProps) {
  return (
    <pre>
      <code>
        {unified(rows, left, right).map((row, index) => {
          const isSame = row.left !== undefined && row.right !== undefined;
          const isLeft = row.left !== undefined;
          return (
            <Line
              key={index}
              program={isLeft ? left : right}
              place={row.left ?? row.right ?? 0}
              change={isSame ? "same" : isLeft ? "removed" : "added"}
              present={present[isLeft ? 0 : 1]}
            />
          );
        })}
      </code>
    </pre>
  );
}

interface LineProps {
  readonly program: Program;
  readonly place: number;
  readonly change: "same" | "removed" | "added";
  readonly present: Present | undefined;
}

const signs = { same: " ", removed: "−", added: "+" } as const;

function Line({ program, place, change, present }: LineProps) {
  const isNow = present?.place?.line === place;
  return (
    <div class={`change ${change}`}>
      <span class="sign">{signs[change]}</span>
      <CodeLine
        tokens={program.tokens[place] ?? []}
        number={place + 1}
        mark={markOf(isNow, present?.isFresh ?? false)}
      />
    </div>
  );
}
