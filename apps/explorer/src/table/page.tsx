import { Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { scenarios, styles, table } from "virtual:site";
import type { Cell, Level, ScenarioId } from "spec";
import { nameOf } from "spec";
import { measureStyle } from "../run/client.js";
import type { MeasuredColumn } from "../run/messages.js";
import type { SiteRow, SiteStyle } from "../site.js";
import { CellView } from "./cell.js";
import { ProofRow } from "./proof.js";

/** How far a column is. */
export type ColumnState =
  | { readonly kind: "waits" }
  | { readonly kind: "runs"; readonly scenario?: ScenarioId }
  | { readonly kind: "measured"; readonly column: MeasuredColumn }
  | { readonly kind: "failed"; readonly line: string };

type Columns = Readonly<Record<string, ColumnState>>;

const allWait: Columns = Object.fromEntries(
  styles.map(({ name }) => [name, { kind: "waits" }]),
);

/** Measures the styles one after the other: none disturbs another. */
function useMeasurement() {
  const [columns, setColumns] = useState(allWait);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const set = (name: string, state: ColumnState): void => {
      if (!stop.signal.aborted)
        setColumns((before) => ({ ...before, [name]: state }));
    };
    const measureAll = async (): Promise<void> => {
      for (const { name } of styles) {
        if (stop.signal.aborted) return;
        set(name, { kind: "runs" });
        await measureStyle(
          name,
          (scenario) => set(name, { kind: "runs", scenario }),
          stop.signal,
        ).then(
          (column) => set(name, { kind: "measured", column }),
          (error: Error) => set(name, { kind: "failed", line: error.message }),
        );
      }
    };
    setColumns(allWait);
    void measureAll();
    return () => stop.abort();
  }, [round]);
  return { columns, again: () => setRound((n) => n + 1) };
}

export function TablePage() {
  const { columns, again } = useMeasurement();
  const isDone = Object.values(columns).every(
    ({ kind }) => kind === "measured" || kind === "failed",
  );
  useEffect(() => {
    document.title = "async-styles: the table, measured here";
  }, []);
  return (
    <div class="page">
      <div class="intro">
        <h1>Async I/O in OCaml and Rust, measured where you read it</h1>
        <p>
          A tutorial compares OCaml’s Lwt with Rust’s async/await on Tokio in a
          table of five rows. Each cell is a claim. Here each claim is judged by
          what TypeScript ports of both libraries just did in this browser, and
          by what was recorded from the real ones. Some do not hold.
        </p>
        <div class="measure">
          <button type="button" class="main" onClick={again} disabled={!isDone}>
            Measure again
          </button>
          <p role="status">{statusOf(columns)}</p>
        </div>
      </div>
      <ClaimTable
        caption="The table of the tutorial"
        kind="rows"
        columns={columns}
      />
      <h2>What the page gets wrong elsewhere</h2>
      <ClaimTable
        caption="Other claims of the tutorial"
        kind="mistakes"
        columns={columns}
      />
      <h2 id="scenarios">Scenarios</h2>
      <p class="lead">
        Each is one behaviour, as a program in OCaml, in Rust and in every
        style. Run it, step through what happened, and read the programs side by
        side.
      </p>
      <ScenarioList />
    </div>
  );
}

function statusOf(columns: Columns): string {
  const failed = Object.entries(columns).find(
    ([, { kind }]) => kind === "failed",
  );
  if (failed?.[1].kind === "failed")
    return `${failed[0]} failed: ${failed[1].line}`;
  const running = Object.entries(columns).find(
    ([, { kind }]) => kind === "runs",
  );
  if (running?.[1].kind === "runs")
    return `Measuring ${running[0]}: ${running[1].scenario ?? "starts"} …`;
  return Object.values(columns).every(({ kind }) => kind === "measured")
    ? "Measured just now, in this browser."
    : "Measuring …";
}

interface ClaimTableProps {
  readonly caption: string;
  readonly kind: "rows" | "mistakes";
  readonly columns: Columns;
}

function ClaimTable({ caption, kind, columns }: ClaimTableProps) {
  const [proof, setProof] = useState<string>();
  return (
    <table class="claims">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Aspect</th>
          {styles.map((style) => (
            <th key={style.name} scope="col" data-original={originalOf(style)}>
              <b>{style.original ? nameOf(style.original) : style.title}</b>
              <small>{style.name}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table[kind].map((row) => (
          <Fragment key={row.scenario}>
            <tr>
              <th scope="row">
                {row.aspect}
                <a href={`#/${row.scenario}`}>its scenario</a>
              </th>
              {styles.map((style) => {
                const state = columns[style.name] ?? { kind: "waits" };
                return (
                  <td key={style.name} data-original={originalOf(style)}>
                    <p class="of">
                      {style.original ? nameOf(style.original) : style.title}
                      <small>{style.name}</small>
                    </p>
                    <CellView
                      row={row}
                      style={style}
                      state={state}
                      cell={cellOf(row, kind, state)}
                      isOpen={proof === proofId(row, style)}
                      onProof={(isOpen) =>
                        setProof(isOpen ? proofId(row, style) : undefined)
                      }
                    />
                  </td>
                );
              })}
            </tr>
            {styles
              .filter((style) => proof === proofId(row, style))
              .map((style) => (
                <ProofRow
                  key={style.name}
                  id={proofId(row, style)}
                  style={style}
                  cell={cellOf(row, kind, columns[style.name])}
                  scenario={row.scenario}
                />
              ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function proofId({ scenario }: SiteRow, { name }: SiteStyle): string {
  return `proof-${scenario}-${name}`;
}

function originalOf({ original }: SiteStyle): string {
  return original?.name ?? "none";
}

function cellOf(
  { scenario }: SiteRow,
  kind: "rows" | "mistakes",
  state: ColumnState | undefined,
): Cell | undefined {
  if (state?.kind !== "measured") return undefined;
  return state.column[kind].find((row) => row.scenario === scenario)?.cells[0];
}

const levels: readonly (readonly [Level, string])[] = [
  ["page", "The page’s own programs and exercises"],
  ["row", "Rows of its table"],
  ["lesson", "Its learning outcomes"],
  ["hazard", "What goes wrong in practice"],
];

function ScenarioList() {
  return (
    <div class="scenarios">
      {levels.map(([level, title]) => (
        <section key={level}>
          <h3>{title}</h3>
          <ul>
            {scenarios
              .filter((scenario) => scenario.level === level)
              .map(({ id, title: name, question }) => (
                <li key={id}>
                  <a href={`#/${id}`}>{name}</a>
                  <span>{question}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
