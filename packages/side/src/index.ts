export * from "./align.js";
export * from "./places.js";
export * from "./source.js";
export * from "./structure.js";
export * from "./tokens.js";
