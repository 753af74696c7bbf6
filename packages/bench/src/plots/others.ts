/** Cascades, the heap, and bundles. */
import type { TopLevelSpec } from "vega-lite";
import type { SuiteCosts } from "../costs.js";
import { nameOf } from "../costs.js";

/** How long a cascade takes until it is quiet, and how many tasks go on. */
export function cascadePlot(
  suites: readonly SuiteCosts[],
): TopLevelSpec | undefined {
  const values = suites.flatMap((suite) =>
    Object.entries(suite.cascade?.contenders ?? {}).map(
      ([name, { leaked, figures }]) => ({
        contender: nameOf(suite, name),
        microseconds: "none" in figures ? 0 : figures.min / 1000,
        label:
          leaked > 0
            ? `never quiet: ${leaked.toLocaleString("en")} go on`
            : `${"none" in figures ? "" : Math.round(figures.min / 1000).toLocaleString("en")} µs, none goes on`,
        leaks: leaked > 0,
      }),
    ),
  );
  if (values.length === 0) return undefined;
  const y = {
    field: "contender",
    type: "nominal",
    sort: values.map(({ contender }) => contender),
    title: null,
  } as const;
  const x = {
    field: "microseconds",
    type: "quantitative",
    title: "µs from the cancel to the end of the last task",
  } as const;
  return {
    title: "200 chains of 5 tasks, cancelled at their root",
    width: 420,
    height: { step: 26 },
    data: { values },
    layer: [
      { mark: "bar", encoding: { x, y } },
      {
        mark: { type: "text", align: "left", dx: 5 },
        encoding: {
          x,
          y,
          text: { field: "label", type: "nominal" },
          color: {
            condition: { test: "datum.leaks", value: "#c03028" },
            value: "black",
          },
        },
      },
    ],
  };
}

const MEGABYTE = 1e6;
/** What a plot shows at the least, in megabytes: what is flat is to look flat. */
const LEAST = -2;
const MOST = 10;

/** The heap against the rounds, a panel for each thing that is repeated. */
export function heapPlot(
  suites: readonly SuiteCosts[],
): TopLevelSpec | undefined {
  const values = suites.flatMap((suite) =>
    suite.leaks.flatMap(({ title, contenders }) =>
      Object.entries(contenders).flatMap(([name, { samples }]) =>
        samples.map(([rounds, bytes]) => ({
          title,
          contender: nameOf(suite, name),
          rounds,
          megabytes: Number((bytes / MEGABYTE).toFixed(3)),
        })),
      ),
    ),
  );
  if (values.length === 0) return undefined;
  const titles = [...new Set(values.map(({ title }) => title))];
  const contender = {
    field: "contender",
    type: "nominal",
    sort: [...new Set(values.map((one) => one.contender))],
  } as const;
  const mostOf = (title: string): number =>
    Math.max(
      MOST,
      ...values
        .filter((one) => one.title === title)
        .map((one) => one.megabytes),
    );
  return {
    title: "The heap, while something is done again and again",
    vconcat: titles.map((title) => ({
      title: { text: title, fontWeight: "normal" },
      width: 480,
      height: 160,
      data: { values: values.filter((one) => one.title === title) },
      mark: { type: "line", strokeWidth: 2, opacity: 0.8 },
      encoding: {
        x: { field: "rounds", type: "quantitative", title: "rounds" },
        y: {
          field: "megabytes",
          type: "quantitative",
          title: "MB more on the heap",
          scale: { domainMin: LEAST, domainMax: mostOf(title) },
        },
        color: contender,
        strokeDash: { ...contender, legend: null },
      },
    })),
  };
}

/** What a bundle has of each style, and of the library below it. */
export function sizePlot(
  suites: readonly SuiteCosts[],
): TopLevelSpec | undefined {
  const sized = suites.flatMap(({ subject, size }) =>
    size === null ? [] : [{ subject, size }],
  );
  if (sized.length === 0) return undefined;
  const values = sized.flatMap(({ subject, size: { own, whole } }) => [
    { subject, part: "its own code", kilobytes: own.gzip / 1000, order: 0 },
    {
      subject,
      part: "the library below it",
      // The names that are imported take a few bytes, too.
      kilobytes: Math.max(0, whole.gzip - own.gzip) / 1000,
      order: 1,
    },
  ]);
  return {
    title: "The core in a bundle: minified, gzip",
    width: 420,
    height: { step: 30 },
    data: { values },
    mark: "bar",
    encoding: {
      y: { field: "subject", type: "nominal", title: null },
      x: { field: "kilobytes", type: "quantitative", title: "kB" },
      color: { field: "part", type: "nominal", sort: null },
      order: { field: "order", type: "quantitative" },
    },
  };
}
