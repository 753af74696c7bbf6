export * from "./catalogue.js";
export * from "./io.js";
export * from "./poll.js";
export * from "./prose.js";
export * from "./scenario.js";
export * from "./style.js";
export * from "./trace.js";
