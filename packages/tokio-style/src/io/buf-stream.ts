import { BufReader } from "./buf-reader.js";
import { BufWriter } from "./buf-writer.js";
import type { AsyncRead, AsyncWrite } from "./traits.js";

/**
 * A stream with a buffer in each direction.
 *
 * Original: `tokio::io::BufStream`
 */
export class BufStream<S extends AsyncRead & AsyncWrite> extends BufReader<
  BufWriter<S>
> {
  constructor(
    stream: S,
    options: {
      readonly readerCapacity?: number;
      readonly writerCapacity?: number;
    } = {},
  ) {
    super(
      new BufWriter(stream, options.writerCapacity),
      options.readerCapacity,
    );
  }
}
