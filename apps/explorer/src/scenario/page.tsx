import { useEffect, useMemo, useState } from "preact/hooks";
import { scenarios } from "virtual:site";
import { placesInTrace, placesOf } from "side";
import type { Place } from "side";
import { formatTrace } from "spec";
import { unpack } from "../code/pack.js";
import type { Program } from "../code/pack.js";
import { CodePane } from "../code/pane.js";
import { Refused } from "../refused.js";
import { formatRoute, isDiff } from "../route.js";
import type { ScenarioRoute, View } from "../route.js";
import type { ScenarioData } from "../site.js";
import { wordsOf } from "../timeline/difference.js";
import {
  instantAt,
  lastEvent,
  momentsOf,
  placeEvents,
} from "../timeline/moments.js";
import { pairOf, usualColumns } from "./column-names.js";
import { Columns } from "./columns.js";
import { Controls } from "./controls.js";
import { Exports } from "./exports.js";
import { usePlayer } from "./player.js";
import { Tracks } from "./track-list.js";
import { useTracks } from "./tracks.js";
import type { Track } from "./tracks.js";

interface Props {
  readonly route: ScenarioRoute;
  readonly data: ScenarioData;
}

/** What a column shows of the present moment. */
export interface Present {
  readonly place?: Place | undefined;
  /** Its event is of this very moment. */
  readonly isFresh: boolean;
}

export function ScenarioPage({ route, data }: Props) {
  const [chosen, setChosen] = useState(route.columns ?? usualColumns);
  const [view, setView] = useState<View>(route.view ?? "side");
  const [pair, setPair] = useState<readonly string[]>(
    isDiff(route) && route.columns ? route.columns : pairOf(chosen),
  );
  const columns = view === "side" ? chosen : pair;
  const { tracks, runAgain } = useTracks(route.id, data, columns);
  const programs = useMemo(
    () => new Map(data.columns.map((code) => [code.name, unpack(code)])),
    [data],
  );
  // The recorded traces hold the axis still while the live ones come.
  const moments = useMemo(
    () =>
      momentsOf([
        ...Object.values(data.traces),
        ...tracks.flatMap(({ trace }) => (trace === undefined ? [] : [trace])),
      ]),
    [data, tracks.map(({ trace }) => trace && formatTrace(trace)).join()],
  );
  const player = usePlayer(moments.count, route.at ?? 0);
  const { position } = player;
  const shown = columns.flatMap((name) => programs.get(name) ?? []);
  const present = tracks.map((track, index) =>
    presentOf(track, shown[index], moments, position),
  );
  useAddress({
    page: "scenario",
    id: route.id,
    ...(isUnlike(columns, view, usualColumns()) && { columns }),
    view,
    at: position,
  });
  const { prose } = data;
  useEffect(() => {
    document.title = `${prose.title} · async-styles`;
  }, [prose]);
  const isTooFar =
    route.at !== undefined &&
    route.at > moments.count &&
    tracks.every(({ outcome, source }) => source === "recorded" || outcome);
  if (isTooFar)
    return (
      <Refused
        why={`The timeline of “${prose.title}” has ${moments.count} moments, and none is number ${route.at}.`}
      />
    );
  const instant = instantAt(moments, position);
  const says = instant === undefined ? "before the start" : `${instant.at} ms`;
  return (
    <div class="scenario">
      <div class="heading">
        <div>
          <h1>{prose.title}</h1>
          <p class="question">{prose.question}</p>
        </div>
        <p class="source">From the page: {prose.source}</p>
      </div>
      <Columns
        chosen={chosen}
        onChoose={setChosen}
        pair={pair}
        onPair={setPair}
        view={view}
        onView={setView}
      />
      <CodePane programs={shown} present={present} view={view} />
      <Controls player={player} says={says} />
      <p class="now" aria-live={player.isPlaying ? "off" : "polite"}>
        {position === 0
          ? "Before the start: step forward, or press play."
          : `${says}: ${nowText(tracks, moments, position)}`}
      </p>
      <Tracks
        tracks={tracks}
        moments={moments}
        position={position}
        onSeek={player.seek}
      />
      <Exports id={route.id} tracks={tracks} onRun={runAgain} />
      <Neighbours id={route.id} />
    </div>
  );
}

/** Whether an address must name the columns. */
function isUnlike(
  columns: readonly string[],
  view: View,
  usual: readonly string[],
): boolean {
  return view !== "side" || columns.join() !== usual.join();
}

function presentOf(
  { trace }: Track,
  program: Program | undefined,
  moments: ReturnType<typeof momentsOf>,
  position: number,
): Present {
  if (trace === undefined || program === undefined || position === 0)
    return { isFresh: false };
  const places = placeEvents(trace, moments);
  const last = lastEvent(places, position);
  return {
    place: placesInTrace(placesOf(program), trace)[last],
    isFresh: places[last] === position - 1,
  };
}

/** What happens at this moment: the same in all tracks, or by track. */
function nowText(
  tracks: readonly Track[],
  moments: ReturnType<typeof momentsOf>,
  position: number,
): string {
  const said = tracks.flatMap(({ title, trace }) => {
    if (trace === undefined) return [];
    const last = lastEvent(placeEvents(trace, moments), position);
    const event = trace[last];
    return event === undefined ? [] : [{ title, words: wordsOf(event) }];
  });
  const groups = Map.groupBy(said, ({ words }) => words);
  if (groups.size === 1) return said[0]?.words ?? "";
  return [...groups]
    .map(
      ([words, who]) =>
        `${words} (${who.map(({ title }) => title).join(", ")})`,
    )
    .join("; ");
}

/** Keeps the address as it is to be shared, a moment after the last change. */
function useAddress(route: ScenarioRoute): void {
  const address = formatRoute(route);
  useEffect(() => {
    const timer = setTimeout(
      () => history.replaceState(undefined, "", address),
      200,
    );
    return () => clearTimeout(timer);
  }, [address]);
}

function Neighbours({ id }: { readonly id: string }) {
  const index = scenarios.findIndex((scenario) => scenario.id === id);
  const [before, after] = [scenarios[index - 1], scenarios[index + 1]];
  return (
    <nav class="neighbours" aria-label="Other scenarios">
      {before ? <a href={`#/${before.id}`}>← {before.title}</a> : <span />}
      {after ? <a href={`#/${after.id}`}>{after.title} →</a> : <span />}
    </nav>
  );
}
