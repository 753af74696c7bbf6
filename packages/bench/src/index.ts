export type { Original, Row, Run, Suite, Unit } from "./suite.js";
