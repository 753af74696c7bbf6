import { useState } from "preact/hooks";
import { download } from "../export/download.js";
import { toSvg } from "../export/svg.js";
import { toChromeTrace, toNdjson } from "../export/traces.js";
import type { NamedTrace } from "../export/traces.js";
import type { Track } from "./tracks.js";

interface Props {
  readonly id: string;
  readonly tracks: readonly Track[];
  readonly onRun: () => void;
}

/** What can be done with what was run: again, share, keep. */
export function Exports({ id, tracks, onRun }: Props) {
  const [isCopied, setCopied] = useState(false);
  const traces = tracks.flatMap(
    ({ title, source, trace }): readonly NamedTrace[] =>
      trace === undefined ? [] : [{ name: title, source, trace }],
  );
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class="exports">
      <button type="button" onClick={onRun}>
        Run again
      </button>
      <button type="button" onClick={() => void copy()}>
        {isCopied ? "Copied" : "Copy the address"}
      </button>
      <span>Save as</span>
      <button
        type="button"
        onClick={() =>
          download(`${id}.ndjson`, "application/x-ndjson", toNdjson(traces))
        }
      >
        NDJSON
      </button>
      <button
        type="button"
        onClick={() =>
          download(
            `${id}.trace.json`,
            "application/json",
            toChromeTrace(traces),
          )
        }
      >
        Chrome Trace
      </button>
      <button
        type="button"
        onClick={() =>
          download(`${id}.svg`, "image/svg+xml", toSvg(pictures()))
        }
      >
        SVG
      </button>
    </div>
  );
}

function pictures() {
  return [...document.querySelectorAll<HTMLElement>(".track")].flatMap(
    (track) => {
      const names = track.querySelector<SVGSVGElement>(".timeline .names");
      const events = track.querySelector<SVGSVGElement>(".timeline .events");
      const name = track.querySelector("figcaption b")?.textContent ?? "";
      const source = track.querySelector(".badge")?.textContent ?? "";
      return names === null || events === null
        ? []
        : [{ title: `${name}, ${source}`, names, events }];
    },
  );
}
