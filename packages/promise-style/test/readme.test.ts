/** The README's examples run, and its table is that of the declarations. */
import { readmeSuite } from "spec/readme-suite";
import { divergences } from "../src/divergences.js";

readmeSuite(new URL("../README.md", import.meta.url), divergences);
