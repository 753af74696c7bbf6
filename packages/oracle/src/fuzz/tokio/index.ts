export * from "./events.js";
export * from "./generator.js";
export * from "./grammar.js";
export * from "./text.js";
