import { conformance } from "spec/conformance";
import { style } from "promise-style/style";

conformance(style);
