import { conformance } from "spec/conformance";
import { style } from "../dist/src/style.js";

// The compiled style: what ships, and what worker threads can load.
conformance(style);
