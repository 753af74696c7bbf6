/** Small costs, made up: what all tests of printing and drawing look at. */
import { type Costs, ratiosOf, type SuiteCosts } from "../src/costs.js";
import { summary } from "../src/statistics.js";

const figures = (...all: number[]) => summary(all);

const bind = {
  subject: figures(10, 11, 12, 13),
  native: figures(40, 41, 42, 43),
  original: figures(15, 15, 15, 15),
};

export const suite: SuiteCosts = {
  subject: "lwt-style",
  rivals: ["native"],
  original: "Lwt",
  overview: { await: "bind" },
  labels: [
    { contender: "subject", label: "eager", rows: null },
    { contender: "native", label: "leaves the loser", rows: ["bind"] },
  ],
  rows: [
    {
      id: "bind",
      title: "a bind",
      unit: "ns",
      figures: bind,
      ratios: ratiosOf(bind),
      targets: { native: 3, original: 2 },
    },
    {
      id: "bytes",
      title: "a promise",
      unit: "bytes",
      figures: { subject: figures(48), native: { none: "stack overflow" } },
      ratios: { native: null },
      targets: {},
    },
  ],
  cascade: {
    shape: { width: 200, depth: 5 },
    contenders: {
      subject: { label: "stops all", leaked: 0, figures: figures(2000) },
      native: { label: "leaks", leaked: 1000, figures: { none: "never" } },
    },
  },
  leaks: [
    {
      id: "races",
      title: "a race",
      contenders: {
        subject: {
          label: "flat",
          found: "flat",
          bytesARound: 0.5,
          samples: [
            [0, 0],
            [500, 250],
            [1000, 500],
          ],
        },
        native: {
          label: "leaks",
          found: "leaks",
          bytesARound: 300,
          samples: [
            [0, 0],
            [500, 150_000],
            [1000, 300_000],
          ],
        },
      },
    },
  ],
  size: {
    own: { minified: 20_000, gzip: 7000 },
    whole: { minified: 30_000, gzip: 9000 },
    without: ["fp-ts"],
    budget: 6000,
    missed: null,
  },
};

const other: SuiteCosts = {
  ...suite,
  subject: "tokio-style",
  original: null,
  cascade: null,
  leaks: [],
  size: null,
};

export const costs: Costs = {
  date: "2026-01-02T03:04:05.000Z",
  effort: "full",
  machine: "a machine",
  versions: { Node: "20.19.0" },
  suites: [suite, other],
};
