/** The timelines on the page as one picture that needs nothing beside it. */
import timelineStyle from "../timeline/timeline.css?inline";

const margin = 16;
const heading = 24;

/** The properties of the page that the timelines' style sheet asks for. */
const properties = [
  "--text",
  "--quiet",
  "--line",
  "--surface",
  "--page",
  "--accent",
  "--starts",
  "--ends",
  "--waits",
  "--goes-on",
  "--gives",
  "--stops",
  "--other",
  "--bad",
] as const;

interface Picture {
  readonly title: string;
  readonly names: SVGSVGElement;
  readonly events: SVGSVGElement;
}

/** Draws timelines below each other, in the colours that the page has now. */
export function toSvg(pictures: readonly Picture[]): string {
  let top = margin;
  let width = 0;
  const parts = pictures.map(({ title, names, events }) => {
    const labels = names.width.baseVal.value;
    const part = `<text class="title" x="4" y="${top + 14}">${escape(title)}</text>
<g transform="translate(0 ${top + heading})">${inside(names)}</g>
<g transform="translate(${labels} ${top + heading})">${inside(events)}</g>`;
    top += heading + events.height.baseVal.value + margin;
    width = Math.max(width, labels + events.width.baseVal.value);
    return part;
  });
  const full = width + 2 * margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${full}" height="${top}" viewBox="0 0 ${full} ${top}" font-family="system-ui, sans-serif">
<style>
svg { ${colours()} }
.title { fill: var(--text); font: 600 14px system-ui, sans-serif; }
${timelineStyle}
</style>
<rect width="100%" height="100%" fill="${valueOf("--surface")}"/>
<g class="timeline" transform="translate(${margin} 0)">
${parts.join("\n")}
</g>
</svg>
`;
}

function inside(svg: SVGSVGElement): string {
  return [...svg.childNodes]
    .map((node) => new XMLSerializer().serializeToString(node))
    .join("");
}

function colours(): string {
  return properties.map((name) => `${name}: ${valueOf(name)};`).join(" ");
}

/** A property's colour in the theme that is seen now. */
function valueOf(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
