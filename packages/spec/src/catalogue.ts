import { blockingRead } from "../scenarios/blocking-read/scenario.js";
import { parallelReads } from "../scenarios/parallel-reads/scenario.js";
import { simulatePoll } from "../scenarios/simulate-poll/scenario.js";
import { readFiles } from "../scenarios/read-files/scenario.js";
import { timerOverlap } from "../scenarios/timer-overlap/scenario.js";
import { pollingLoop } from "../scenarios/polling-loop/scenario.js";
import { asyncPort } from "../scenarios/async-port/scenario.js";
import { cpuParallelism } from "../scenarios/cpu-parallelism/scenario.js";
import { syntax } from "../scenarios/syntax/scenario.js";
import { errorPropagation } from "../scenarios/error-propagation/scenario.js";
import { cancellation } from "../scenarios/cancellation/scenario.js";
import { awaitCost } from "../scenarios/await-cost/scenario.js";
import { blockedLoop } from "../scenarios/blocked-loop/scenario.js";
import { fanOut } from "../scenarios/fan-out/scenario.js";
import { stateMachine } from "../scenarios/state-machine/scenario.js";
import { executor } from "../scenarios/executor/scenario.js";
import { taskVsThread } from "../scenarios/task-vs-thread/scenario.js";
import { echoServer } from "../scenarios/echo-server/scenario.js";
import { timeout } from "../scenarios/timeout/scenario.js";
import { cancelBackwards } from "../scenarios/cancel-backwards/scenario.js";
import { cancelChildren } from "../scenarios/cancel-children/scenario.js";
import { abort } from "../scenarios/abort/scenario.js";
import { protectedWork } from "../scenarios/protected/scenario.js";
import { unjoinedFailure } from "../scenarios/unjoined-failure/scenario.js";
import { shutdown } from "../scenarios/shutdown/scenario.js";
import { wakeupOrder } from "../scenarios/wakeup-order/scenario.js";
import { throwingCallback } from "../scenarios/throwing-callback/scenario.js";
import { mutexFairness } from "../scenarios/mutex-fairness/scenario.js";
import { deadlock } from "../scenarios/deadlock/scenario.js";
import { poolLimits } from "../scenarios/pool-limits/scenario.js";
import { boundedChannel } from "../scenarios/bounded-channel/scenario.js";
import { boundedStream } from "../scenarios/bounded-stream/scenario.js";
import { closingChannel } from "../scenarios/closing-channel/scenario.js";
import { broadcastLagging } from "../scenarios/broadcast-lagging/scenario.js";
import { condition } from "../scenarios/condition/scenario.js";
import { storedNotify } from "../scenarios/stored-notify/scenario.js";
import { barrier } from "../scenarios/barrier/scenario.js";
import { watch } from "../scenarios/watch/scenario.js";
import { missedTicks } from "../scenarios/missed-ticks/scenario.js";
import { equalDeadlines } from "../scenarios/equal-deadlines/scenario.js";
import { starvingLoop } from "../scenarios/starving-loop/scenario.js";
import { startOrder } from "../scenarios/start-order/scenario.js";
import { yieldInterleaving } from "../scenarios/yield-interleaving/scenario.js";
import { taskLocals } from "../scenarios/task-locals/scenario.js";
import { joinFails } from "../scenarios/join-fails/scenario.js";
import { tryJoinDrops } from "../scenarios/try-join-drops/scenario.js";
import { loserFinaliser } from "../scenarios/loser-finaliser/scenario.js";
import { chooseOrPick } from "../scenarios/choose-or-pick/scenario.js";
import { selectFairness } from "../scenarios/select-fairness/scenario.js";
import { selectInALoop } from "../scenarios/select-in-a-loop/scenario.js";
import type { Program, Scenario } from "./scenario.js";

/** Every scenario, in reading order. */
export const catalogue = [
  blockingRead,
  parallelReads,
  simulatePoll,
  readFiles,
  timerOverlap,
  pollingLoop,
  asyncPort,
  cpuParallelism,
  syntax,
  errorPropagation,
  cancellation,
  awaitCost,
  blockedLoop,
  fanOut,
  stateMachine,
  executor,
  taskVsThread,
  echoServer,
  timeout,
  cancelBackwards,
  cancelChildren,
  abort,
  protectedWork,
  unjoinedFailure,
  shutdown,
  wakeupOrder,
  throwingCallback,
  mutexFairness,
  deadlock,
  poolLimits,
  boundedChannel,
  boundedStream,
  closingChannel,
  broadcastLagging,
  condition,
  storedNotify,
  barrier,
  watch,
  missedTicks,
  equalDeadlines,
  starvingLoop,
  startOrder,
  yieldInterleaving,
  taskLocals,
  joinFails,
  tryJoinDrops,
  loserFinaliser,
  chooseOrPick,
  selectFairness,
  selectInALoop,
] as const;

type Known = (typeof catalogue)[number];

export type ScenarioId = Known["id"];

export type ScenarioOf<Id extends ScenarioId> = Extract<
  Known,
  { readonly id: Id }
>;

export type ResultOf<Id extends ScenarioId> =
  ScenarioOf<Id> extends Scenario<Id, infer Result, infer _Inputs>
    ? Result
    : never;

/** What a style writes in `programs/<id>.ts`. */
export type ProgramOf<Id extends ScenarioId> =
  ScenarioOf<Id> extends Scenario<Id, infer Result, infer I>
    ? Program<Result, I>
    : never;

export const scenarioIds: readonly ScenarioId[] = catalogue.map(({ id }) => id);

export function scenarioOf<Id extends ScenarioId>(id: Id): ScenarioOf<Id> {
  return catalogue.find((scenario) => scenario.id === id) as ScenarioOf<Id>;
}
