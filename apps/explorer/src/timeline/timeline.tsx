import { useEffect, useRef } from "preact/hooks";
import type { Trace } from "spec";
import { wordsOf } from "./difference.js";
import { axisHeight, geometryOf } from "./geometry.js";
import type { Geometry } from "./geometry.js";
import { kindOf, shapes } from "./kinds.js";
import { lastEvent, placeEvents } from "./moments.js";
import type { Moments } from "./moments.js";

interface Props {
  /** Whose it is, for who cannot see it. */
  readonly name: string;
  readonly trace: Trace;
  readonly lanes: readonly string[];
  readonly moments: Moments;
  /** How many moments have been; at 0 all are shown alike. */
  readonly position: number;
  readonly available: number;
  readonly differs: ReadonlySet<number>;
  readonly onSeek: (position: number) => void;
}

/** A trace: a lane for each task or promise, its events in their order. */
export function Timeline(props: Props) {
  const { name, trace, lanes, moments, position, available } = props;
  const box = useRef<HTMLDivElement>(null);
  const places = placeEvents(trace, moments);
  const geometry = geometryOf(moments, lanes, available);
  const now = lastEvent(places, position);
  const at = position === 0 ? undefined : geometry.x(position - 1);
  useEffect(() => {
    const { current } = box;
    if (current === null || at === undefined) return;
    const { clientWidth, scrollLeft } = current;
    const seen = clientWidth - geometry.labels;
    if (at < scrollLeft + 24 || at > scrollLeft + seen - 24)
      current.scrollLeft = at - seen / 2;
  }, [at]);
  return (
    <div class="timeline" ref={box}>
      <svg
        class="names"
        aria-hidden="true"
        width={geometry.labels}
        height={geometry.height}
      >
        {lanes.map((lane, index) => (
          <text key={lane} x="4" y={geometry.y(index) + 4}>
            {lane}
          </text>
        ))}
      </svg>
      <svg
        class="events"
        role="img"
        aria-label={`${name}: ${trace.length} events in ${lanes.length} lanes`}
        width={geometry.width}
        height={geometry.height}
        viewBox={`0 0 ${geometry.width} ${geometry.height}`}
      >
        <Instants moments={moments} geometry={geometry} />
        {at !== undefined && (
          <path
            class="playhead"
            d={`M${at} ${axisHeight - 4}V${geometry.height}`}
          />
        )}
        {lanes.map((lane, index) => (
          <Lane
            key={lane}
            index={index}
            moments={moments}
            geometry={geometry}
            own={places.filter((_, place) => trace[place]?.lane === lane)}
          />
        ))}
        {trace.map((event, place) => {
          const moment = places[place] ?? 0;
          const when =
            place === now && position > 0
              ? "now"
              : position > 0 && moment >= position
                ? "later"
                : "";
          const kind = kindOf(event.event);
          return (
            <g
              key={place}
              class={`event ${kind.replace(" ", "-")} ${when} ${props.differs.has(place) ? "differs" : ""}`}
              transform={`translate(${geometry.x(moment)} ${geometry.y(lanes.indexOf(event.lane))})`}
              onClick={() => props.onSeek(moment + 1)}
            >
              <title>{`${event.at} ms: ${wordsOf(event)}`}</title>
              <circle class="halo" r="11" />
              <path class="shape" d={shapes[kind]} />
              {props.differs.has(place) && (
                <text class="differs" x="11" y="-7">
                  ≠
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

interface PartProps {
  readonly moments: Moments;
  readonly geometry: Geometry;
}

function Instants({ moments, geometry }: PartProps) {
  const { slot, x, height } = geometry;
  return (
    <>
      {moments.instants.map(({ at, from, to }) => {
        const left = x(from) - slot / 2;
        return (
          <g key={at}>
            <rect
              class="instant"
              x={left - 3}
              y={axisHeight - 4}
              width={(to - from) * slot + 6}
              height={height - axisHeight + 4}
              rx="6"
            />
            <text class="tick" x={left} y={axisHeight - 10}>
              {at} ms
            </text>
          </g>
        );
      })}
    </>
  );
}

interface LaneProps extends PartProps {
  readonly index: number;
  /** The moments of its events. */
  readonly own: readonly number[];
}

/** The life of a lane; while time passes, it waits. */
function Lane({ index, own, moments, geometry }: LaneProps) {
  const { x, y, slot } = geometry;
  const [first, last] = [own[0], own.at(-1)];
  const parts =
    first === undefined || last === undefined
      ? []
      : moments.instants
          .filter(({ from, to }) => from <= last && to > first)
          .map(({ from, to }) => [
            from <= first ? x(first) : x(from) - slot / 2,
            to > last ? x(last) : x(to - 1) + slot / 2,
          ]);
  return (
    <g class="lane">
      {parts.map(([from = 0, to = 0], part) => (
        <g key={part}>
          <path class="runs" d={`M${from} ${y(index)}H${to}`} />
          {part + 1 < parts.length && (
            <path
              class="waiting"
              d={`M${to} ${y(index)}H${parts[part + 1]?.[0] ?? to}`}
            />
          )}
        </g>
      ))}
    </g>
  );
}

/** The shapes and what they say. */
export function Shape({ kind }: { readonly kind: keyof typeof shapes }) {
  return (
    <svg
      class="key"
      viewBox="-8 -8 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <g class={`event ${kind.replace(" ", "-")}`}>
        <path class="shape" d={shapes[kind]} />
      </g>
    </svg>
  );
}
