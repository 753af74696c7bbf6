/** Puts the methods of the `…Ext` traits on {@link AsyncIo}. */
import { AsyncIo } from "./base.js";
import { AsyncBufReadExt } from "./buf-read-ext.js";
import { readNumbers, writeNumbers } from "./numbers.js";
import { AsyncReadExt } from "./read-ext.js";
import { AsyncSeekExt } from "./seek-ext.js";
import { AsyncWriteExt } from "./write-ext.js";

export { AsyncIo } from "./base.js";

for (const methods of [
  AsyncReadExt.prototype,
  AsyncBufReadExt.prototype,
  AsyncWriteExt.prototype,
  AsyncSeekExt.prototype,
  readNumbers,
  writeNumbers,
]) {
  const { constructor: _, ...own } = Object.getOwnPropertyDescriptors(
    methods,
  ) as PropertyDescriptorMap;
  Object.defineProperties(AsyncIo.prototype, own);
}
