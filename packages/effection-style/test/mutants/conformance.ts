import { conformance } from "spec/conformance";
import { style } from "effection-style/style";

conformance(style);
