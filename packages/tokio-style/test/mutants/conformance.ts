import { conformance } from "spec/conformance";
import { style } from "tokio-style/style";

conformance(style);
