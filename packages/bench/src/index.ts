export { borderless } from "./borderless.js";
export { cancelOnce } from "./cascade.js";
export { choice, race, starts } from "./classes.js";
export type {
  Arguments,
  Bound,
  ConcurrencyCosts,
  Count,
  ManyTasks,
  Serve,
  ServerContender,
  TaskContender,
  TaskShape,
} from "./concurrency.js";
export { contradictions } from "./gate.js";
export type {
  Built,
  Cascade,
  Class,
  Core,
  Leak,
  LeakRun,
  Original,
  Row,
  Run,
  Shape,
  Suite,
  Tasks,
  Unit,
} from "./suite.js";
