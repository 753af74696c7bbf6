import { node } from "virtual:site";
import { nameOf } from "spec";
import type { Cell, Evidence } from "spec";
import type { SiteRow, SiteStyle } from "../site.js";
import type { ColumnState } from "./page.js";
import { Figures } from "./figures.js";
import { VerdictMark } from "./verdict.js";

interface Props {
  readonly row: SiteRow;
  readonly style: SiteStyle;
  readonly state: ColumnState;
  readonly cell: Cell | undefined;
  /** Whether the proof stands open below. */
  readonly isOpen: boolean;
  readonly onProof: (isOpen: boolean) => void;
}

/** A claim, what becomes of it, and by what. */
export function CellView(props: Props) {
  const { row, style, state, cell } = props;
  const { original } = style;
  const claim = original && row.claims[original.name];
  return (
    <>
      {claim !== undefined && <p class="claim">“{claim}”</p>}
      {cell?.ownClaim !== undefined && <p class="claim own">{cell.ownClaim}</p>}
      {cell === undefined ? (
        <Unmeasured state={state} />
      ) : (
        <Measured {...props} cell={cell} />
      )}
    </>
  );
}

function Unmeasured({ state }: { readonly state: ColumnState }) {
  return (
    <p class="pending">
      {state.kind === "failed"
        ? "not measured"
        : state.kind === "runs"
          ? "measuring …"
          : "waits"}
    </p>
  );
}

function Measured(props: Props & { readonly cell: Cell }) {
  const { row, style, state, cell, isOpen, onProof } = props;
  const { original } = style;
  const onNode =
    state.kind === "measured" && state.column.onNode.includes(row.scenario);
  const isHere = (figure: Evidence): boolean =>
    figure.source === "measured" && !onNode && figure.unit !== "bytes";
  const isNodes = (figure: Evidence): boolean =>
    figure.source === "measured" && !isHere(figure);
  const recorded = cell.evidence.filter(({ source }) => source === "recorded");
  if (cell.todo === true)
    return (
      <p class="pending">
        {state.kind === "measured" &&
        state.column.unmeasured.includes(row.scenario)
          ? "cannot run in a browser, and was not measured on Node"
          : "still to be written"}
      </p>
    );
  return (
    <>
      {cell.verdict !== undefined && (
        <p class="judgement">
          <VerdictMark verdict={cell.verdict} /> {cell.because}
        </p>
      )}
      <Figures
        title="Measured here"
        mark="here"
        figures={cell.evidence
          .filter(isHere)
          .map((figure) => atLeast(figure, state))}
      />
      <Figures
        title={`On ${node.runtime}: no page can`}
        mark="node"
        figures={cell.evidence.filter(isNodes)}
      />
      {original !== undefined && (
        <Figures
          title={`Recorded from ${nameOf(original)}`}
          mark="recorded"
          figures={recorded}
        />
      )}
      {cell.verdict === "refuted" && original !== undefined && (
        <button
          type="button"
          class="prove"
          aria-expanded={isOpen}
          onClick={() => onProof(!isOpen)}
        >
          {isOpen ? "Close the proof" : "The proof"}
        </button>
      )}
    </>
  );
}

/** A time that is shorter than the clock's step is not known. */
function atLeast(figure: Evidence, state: ColumnState): Evidence {
  const step = state.kind === "measured" ? state.column.clockStep : 0;
  return figure.unit === "µs" && Number(figure.value) < step
    ? { ...figure, value: `under ${Math.round(step)}` }
    : figure;
}
