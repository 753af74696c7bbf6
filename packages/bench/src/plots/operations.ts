/** What operations cost: in one suite, and in all styles. */
import type { TopLevelSpec } from "vega-lite";
import type { SuiteCosts } from "../costs.js";
import { columnsOf, nameOf } from "../costs.js";
import { OPERATIONS, overseen } from "../overview.js";

/** Rows of one kind of unit below each other, a mark for each contender. */
export function suitePlot(suite: SuiteCosts): TopLevelSpec | undefined {
  const points = suite.rows.flatMap(({ title, unit, figures }) =>
    columnsOf(suite).flatMap((column) => {
      const one = figures[column];
      if (one === undefined || "none" in one || one.min <= 0) return [];
      const { min, q1, q3 } = one;
      return [
        {
          title,
          contender: nameOf(suite, column),
          kind: unit === "bytes" ? "bytes kept" : "nanoseconds",
          min,
          q1,
          q3,
        },
      ];
    }),
  );
  const kinds = [...new Set(points.map(({ kind }) => kind))];
  if (kinds.length === 0) return undefined;
  return {
    title: `${suite.subject}: one operation (log scale)`,
    vconcat: kinds.map((kind) => {
      const values = points.filter((point) => point.kind === kind);
      const titles = [...new Set(values.map(({ title }) => title))];
      const contender = {
        field: "contender",
        type: "nominal",
        sort: columnsOf(suite).map((column) => nameOf(suite, column)),
      } as const;
      return {
        width: 420,
        height: { step: 22 },
        data: { values },
        encoding: {
          y: {
            field: "title",
            type: "nominal",
            sort: titles,
            title: null,
            axis: { grid: true },
          },
        },
        layer: [
          {
            mark: { type: "rule", opacity: 0.5, strokeWidth: 3 },
            encoding: {
              x: {
                field: "q1",
                type: "quantitative",
                scale: { type: "log" },
              },
              x2: { field: "q3" },
              color: contender,
            },
          },
          {
            mark: { type: "point", filled: true, size: 70, opacity: 1 },
            encoding: {
              x: { field: "min", type: "quantitative", title: kind },
              color: contender,
              shape: { ...contender, legend: null },
            },
          },
        ],
      };
    }),
  };
}

/** How many times what native promises cost, style by style. */
export function overviewPlot(
  suites: readonly SuiteCosts[],
): TopLevelSpec | undefined {
  const values = overseen(suites)
    .filter(({ native }) => native !== null)
    .map(({ operation, ...one }) => ({
      ...one,
      title: OPERATIONS[operation]!,
    }));
  if (values.length === 0) return undefined;
  const subject = {
    field: "subject",
    type: "nominal",
    sort: suites.map((suite) => suite.subject),
  } as const;
  return {
    title: "How many times what native promises cost (log scale)",
    width: 420,
    height: { step: 26 },
    data: { values },
    layer: [
      {
        mark: { type: "point", filled: true, size: 90, opacity: 1 },
        encoding: {
          x: {
            field: "native",
            type: "quantitative",
            scale: { type: "log" },
            title: "left of the line is less than native promises",
          },
          y: {
            field: "title",
            type: "nominal",
            sort: Object.values(OPERATIONS),
            title: null,
            axis: { grid: true },
          },
          color: subject,
          shape: { ...subject, legend: null },
        },
      },
      {
        mark: { type: "rule", strokeDash: [4, 4] },
        encoding: { x: { datum: 1, type: "quantitative" } },
      },
    ],
  };
}
