import type { Evidence } from "./claims.js";

/** A value with its unit, as a reader would write it. */
export function valueText({ value, unit }: Evidence): string {
  const text =
    typeof value === "number"
      ? value.toLocaleString("en-US", { maximumFractionDigits: 2 })
      : typeof value === "boolean"
        ? value
          ? "yes"
          : "no"
        : value;
  return unit === "" ? text : `${text} ${value === 1 ? one(unit) : unit}`;
}

/** A unit that is counted, in the singular; others stay as they are. */
function one(unit: string): string {
  return unit.length > 2 ? unit.replace(/s$/, "") : unit;
}
