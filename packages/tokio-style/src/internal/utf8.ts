import { Exit } from "effect";
import { IoError, type Where } from "../io-error.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Decodes strict UTF-8, as Rust's `String::from_utf8`; a byte order mark stays.
 */
export function decodeUtf8(
  bytes: Uint8Array,
  action: string,
  where: Where = {},
): Exit.Exit<string, IoError> {
  try {
    return Exit.succeed(utf8.decode(bytes));
  } catch {
    const reason = "the bytes are not valid UTF-8";
    return Exit.fail(IoError.because(action, "InvalidData", "", reason, where));
  }
}

/** Returns the bytes of a text, or bytes as they are. */
export function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? encoder.encode(data) : data;
}
