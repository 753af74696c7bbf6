import { useEffect, useRef, useState } from "preact/hooks";
import { formatTrace } from "spec";
import { legend } from "../timeline/kinds.js";
import { lanesOf } from "../timeline/moments.js";
import type { Moments } from "../timeline/moments.js";
import { Shape, Timeline } from "../timeline/timeline.js";
import type { Track } from "./tracks.js";

interface Props {
  readonly tracks: readonly Track[];
  readonly moments: Moments;
  readonly position: number;
  readonly onSeek: (position: number) => void;
}

const none: ReadonlySet<number> = new Set();

/** A timeline for each column, all on one axis. */
export function Tracks({ tracks, ...rest }: Props) {
  const lanes = lanesOf(
    tracks.flatMap(({ trace }) => (trace === undefined ? [] : [trace])),
  );
  return (
    <section class="tracks" aria-label="Timelines">
      <div class="grid">
        {tracks.map((track) => (
          <TrackView key={track.column} track={track} lanes={lanes} {...rest} />
        ))}
      </div>
      <ul class="legend" aria-label="What the shapes say">
        {legend.map(([kind, words]) => (
          <li key={kind}>
            <Shape kind={kind} />
            {words}
          </li>
        ))}
        <li>
          <svg
            class="key wide"
            viewBox="0 0 28 16"
            width="28"
            height="16"
            aria-hidden="true"
          >
            <path class="waiting" d="M0 8H28" />
          </svg>
          time passes
        </li>
      </ul>
    </section>
  );
}

interface TrackProps extends Omit<Props, "tracks"> {
  readonly track: Track;
  readonly lanes: readonly string[];
}

function TrackView({ track, lanes, moments, position, onSeek }: TrackProps) {
  const { trace, title, column, source } = track;
  const box = useRef<HTMLElement>(null);
  const [available, setAvailable] = useState(360);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const look = (): void => setAvailable(current.clientWidth - 2);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return (
    <figure class="track" data-column={column} ref={box}>
      <figcaption>
        <b>{title}</b>
        <span class={`badge ${source}`}>{source}</span>
        <Status track={track} />
      </figcaption>
      {trace === undefined ? (
        <div class="empty" />
      ) : (
        <>
          <Timeline
            name={`${title}, ${source}`}
            trace={trace}
            lanes={lanes}
            moments={moments}
            position={position}
            available={available}
            differs={track.difference?.only ?? none}
            onSeek={onSeek}
          />
          <details class="text">
            <summary>As text</summary>
            <pre tabIndex={0} aria-label={`${title}: the trace as text`}>
              {formatTrace(trace)}
            </pre>
          </details>
        </>
      )}
    </figure>
  );
}

/** How a run stands to what was recorded. */
function Status({ track }: { readonly track: Track }) {
  const { outcome, source, trace, truth, difference } = track;
  if (outcome?.kind === "needs node")
    return (
      <span class="status needs-node">
        cannot run in a browser: {outcome.what}
        {truth !== undefined && `. This is ${truth}’s trace`}
      </span>
    );
  if (source === "recorded")
    return <span class="status">the ground truth</span>;
  if (outcome === undefined) return <span class="status">runs …</span>;
  if (outcome.kind === "failed")
    return <span class="status differs">failed: {outcome.line}</span>;
  if (truth === undefined)
    return (
      <span class="status">
        ran here, {trace?.length} events; it mirrors nothing
      </span>
    );
  if (difference === undefined)
    return (
      <span class="status equal">
        ✓ ran here as {truth} did: {trace?.length} events
      </span>
    );
  return (
    <span class="status differs">
      ≠ differs from {truth}
      {difference.lacks.length > 0 && `, lacks ${difference.lacks.join("; ")}`}
    </span>
  );
}
