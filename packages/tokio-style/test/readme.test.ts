/** The README's examples run, and give the values that they show. */
import { readmeSuite } from "spec/readme-suite";

readmeSuite(new URL("../README.md", import.meta.url));
