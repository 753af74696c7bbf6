import tty from "node:tty";
import picocolors from "picocolors";

const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
const isTerminal = tty.isatty(1) && TERM !== "dumb";

/**
 * Colours where stdout is a terminal that has them, and nowhere else: not in a
 * file or a pipe, not even on a build server, unless FORCE_COLOR asks for them.
 */
const colors = picocolors.createColors(
  !NO_COLOR && (Boolean(FORCE_COLOR) || isTerminal),
);

export default colors;
