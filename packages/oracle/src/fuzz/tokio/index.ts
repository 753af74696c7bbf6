export * from "./grammar.js";
export * from "./text.js";
export * from "./generator.js";
