import { Lwt, LwtPool } from "../src/index.js";
import { attempt, watchUnit } from "./watch.js";

type Log = (event: string) => void;

/** Makes members 1, 2, 3 … */
export function counter(log: Log): () => Lwt.Promise<number> {
  let n = 0;
  return () => {
    n += 1;
    log(`make ${n}`);
    return Lwt.return(n);
  };
}

/** Uses of a pool that end when their resolver is woken. */
export class Uses {
  readonly rs: Lwt.Resolver<void>[] = [];

  constructor(
    readonly log: Log,
    readonly pool: LwtPool.Pool<number>,
  ) {}

  hold(...names: string[]): void {
    for (const name of names) {
      const p = LwtPool.use(this.pool, (member) => {
        this.log(`${name} in ${member}`);
        const [held, r] = Lwt.task();
        this.rs.push(r);
        return held;
      });
      watchUnit(this.log, name, p);
    }
  }

  quick(name: string, result = Lwt.returnUnit): Lwt.Promise<void> {
    const p = LwtPool.use(this.pool, (member) => {
      this.log(`${name} in ${member}`);
      return result;
    });
    watchUnit(this.log, name, p);
    return p;
  }

  tryQuick(name: string): void {
    attempt(this.log, name, () => this.quick(name));
  }

  end(n: number): void {
    Lwt.wakeup(this.rs[n]!, undefined);
  }

  fail(n: number, exn: unknown): void {
    Lwt.wakeupExn(this.rs[n]!, exn);
  }

  logWaiting(): void {
    this.log(`waiting ${LwtPool.waitQueueLength(this.pool)}`);
  }
}

/** A `dispose` that says so. */
export const disposing =
  (log: Log): ((n: number) => Lwt.Promise<void>) =>
  (n) => {
    log(`dispose ${n}`);
    return Lwt.returnUnit;
  };
