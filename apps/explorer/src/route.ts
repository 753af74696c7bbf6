/**
 * What the address says after `#`: where the reader is, so that it can be
 * shared. An address that names nothing is refused with a reason.
 */
import type { ScenarioId } from "spec";

export type View = "side" | "split" | "unified";

/** What a scenario's page shows; what is left out is as the page has it. */
export interface ScenarioRoute {
  readonly page: "scenario";
  readonly id: ScenarioId;
  readonly columns?: readonly string[];
  /** How many moments of the timeline have been: 0 before the first. */
  readonly at?: number;
  readonly view?: View;
}

export type Route =
  | { readonly page: "table" }
  | ScenarioRoute
  | { readonly page: "refused"; readonly why: string };

/** The names that an address may use. */
export interface Known {
  readonly scenarios: readonly string[];
  readonly columns: readonly string[];
}

const views: readonly string[] = ["side", "split", "unified"];

/** Reads an address. */
export function parseRoute(hash: string, known: Known): Route {
  const refuse = (why: string): Route => ({ page: "refused", why });
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  if (path === "" && query === "") return { page: "table" };
  if (!known.scenarios.includes(path))
    return refuse(`There is no scenario “${path}”.`);
  let route: ScenarioRoute = { page: "scenario", id: path as ScenarioId };
  for (const [name, value] of new URLSearchParams(query))
    switch (name) {
      case "columns": {
        const columns = value.split(",");
        const unknown = columns.find((one) => !known.columns.includes(one));
        if (unknown !== undefined)
          return refuse(`There is no column “${unknown}”.`);
        if (new Set(columns).size < columns.length)
          return refuse("A column is named twice.");
        route = { ...route, columns };
        break;
      }
      case "at":
        if (!/^\d{1,6}$/.test(value))
          return refuse(`“${value}” is no position on a timeline.`);
        route = { ...route, at: Number(value) };
        break;
      case "view":
        if (!views.includes(value))
          return refuse(`There is no view “${value}”.`);
        route = { ...route, view: value as View };
        break;
      default:
        return refuse(`The address says “${name}”, which means nothing here.`);
    }
  if (
    isDiff(route) &&
    route.columns !== undefined &&
    route.columns.length !== 2
  )
    return refuse("A difference is between two columns.");
  return route;
}

export function isDiff({ view }: ScenarioRoute): boolean {
  return view === "split" || view === "unified";
}

/** Writes an address that {@link parseRoute} reads. */
export function formatRoute({ id, columns, at, view }: ScenarioRoute): string {
  const query = [
    ...(columns === undefined ? [] : [`columns=${columns.join(",")}`]),
    ...(view === undefined || view === "side" ? [] : [`view=${view}`]),
    ...(at === undefined || at === 0 ? [] : [`at=${at}`]),
  ];
  return query.length === 0 ? `#/${id}` : `#/${id}?${query.join("&")}`;
}
