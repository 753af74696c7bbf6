export * from "./comparison.js";
export * from "./evidence.js";
export * from "./files.js";
export * from "./options.js";
export * from "./recording.js";
export * from "./scenarios.js";
export * from "./toolchain.js";
export * from "./traces.js";
