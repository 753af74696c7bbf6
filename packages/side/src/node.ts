export * from "./files.js";
export * from "./find-styles.js";
