import { conformance } from "spec/conformance";
import { style } from "lwt-style/style";

conformance(style);
