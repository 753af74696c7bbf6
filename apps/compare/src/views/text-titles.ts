import colors from "../colors.js";

/** Lists scenarios, one line each, cut where the terminal ends. */
export function textTitles(
  scenarios: readonly { readonly id: string; readonly title: string }[],
  width: number,
): string {
  const widest = Math.max(...scenarios.map(({ id }) => id.length));
  return scenarios
    .map(({ id, title }) => {
      const room = Math.max(0, width - widest - 2);
      const shown =
        title.length > room
          ? `${title.slice(0, Math.max(0, room - 1))}…`
          : title;
      return `${colors.bold(id)}${" ".repeat(widest - id.length)}  ${shown}`;
    })
    .join("\n");
}
