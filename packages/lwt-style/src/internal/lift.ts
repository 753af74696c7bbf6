/** Plain functions as functions that return promises. */
import { fulfilled, type LwtPromise, rejected } from "./promise.js";

/** Makes `f` give a promise, rejected with what it throws. */
const lift =
  <Args extends readonly unknown[], B>(
    f: (...args: Args) => B,
  ): ((...args: Args) => LwtPromise<B>) =>
  (...args) => {
    try {
      return fulfilled(f(...args));
    } catch (exn) {
      return rejected(exn);
    }
  };

/**
 * Makes a function of one argument give a promise, rejected with what it throws.
 *
 * Original: `Lwt.wrap1`
 */
export const wrap1: <A1, B>(f: (a1: A1) => B) => (a1: A1) => LwtPromise<B> =
  lift;

/** As `wrap1`, of two arguments. Original: `Lwt.wrap2` */
export const wrap2: <A1, A2, B>(
  f: (a1: A1, a2: A2) => B,
) => (a1: A1, a2: A2) => LwtPromise<B> = lift;

/** As `wrap1`, of three arguments. Original: `Lwt.wrap3` */
export const wrap3: <A1, A2, A3, B>(
  f: (a1: A1, a2: A2, a3: A3) => B,
) => (a1: A1, a2: A2, a3: A3) => LwtPromise<B> = lift;

/** As `wrap1`, of four arguments. Original: `Lwt.wrap4` */
export const wrap4: <A1, A2, A3, A4, B>(
  f: (a1: A1, a2: A2, a3: A3, a4: A4) => B,
) => (a1: A1, a2: A2, a3: A3, a4: A4) => LwtPromise<B> = lift;

/** As `wrap1`, of five arguments. Original: `Lwt.wrap5` */
export const wrap5: <A1, A2, A3, A4, A5, B>(
  f: (a1: A1, a2: A2, a3: A3, a4: A4, a5: A5) => B,
) => (a1: A1, a2: A2, a3: A3, a4: A4, a5: A5) => LwtPromise<B> = lift;

/** As `wrap1`, of six arguments. Original: `Lwt.wrap6` */
export const wrap6: <A1, A2, A3, A4, A5, A6, B>(
  f: (a1: A1, a2: A2, a3: A3, a4: A4, a5: A5, a6: A6) => B,
) => (a1: A1, a2: A2, a3: A3, a4: A4, a5: A5, a6: A6) => LwtPromise<B> = lift;

/** As `wrap1`, of seven arguments. Original: `Lwt.wrap7` */
export const wrap7: <A1, A2, A3, A4, A5, A6, A7, B>(
  f: (a1: A1, a2: A2, a3: A3, a4: A4, a5: A5, a6: A6, a7: A7) => B,
) => (a1: A1, a2: A2, a3: A3, a4: A4, a5: A5, a6: A6, a7: A7) => LwtPromise<B> =
  lift;
