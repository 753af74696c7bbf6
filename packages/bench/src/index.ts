export type { Original, Row, Run, Suite, Unit } from "./suite.js";
export type {
  Arguments,
  Bound,
  Costs,
  Count,
  Serve,
  ServerContender,
  Shape,
  TaskContender,
  Tasks,
} from "./costs.js";
