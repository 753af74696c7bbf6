/**
 * How much of its original a style has: everything that the original makes
 * public, as recorded, against everything that the style exports.
 */
export {
  anchorOf,
  code,
  grouped,
  headOfCounts,
  row,
  sectionOf,
  withTable,
} from "./document.js";
export { readApiFile } from "./recording.js";
export {
  type Absent,
  complaints,
  type Differences,
  judge,
  type Original,
  type Port,
  type Renamed,
  type Row,
  type Summary,
  summaryOf,
} from "./table.js";
