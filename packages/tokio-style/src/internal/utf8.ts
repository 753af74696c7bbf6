import * as Effect from "effect/Effect";
import { IoError } from "../io-error.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes strict UTF-8, as Rust's `String::from_utf8`; a byte order mark stays.
 */
export function decodeUtf8(
  bytes: Uint8Array,
  action: string,
  where: { readonly path?: string; readonly address?: string },
): Effect.Effect<string, IoError> {
  try {
    return Effect.succeed(utf8.decode(bytes));
  } catch {
    const reason = "the bytes are not valid UTF-8";
    return Effect.fail(
      IoError.because(action, "InvalidData", "", reason, where),
    );
  }
}
