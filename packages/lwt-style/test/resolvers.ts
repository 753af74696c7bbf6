import { Lwt } from "../src/index.js";

/** Makes tasks, and resolves them by their number, from 0 on. */
export class Resolvers<A> {
  private readonly rs: Lwt.Resolver<A>[] = [];

  fresh(): Lwt.Promise<A> {
    const [p, r] = Lwt.task<A>();
    this.rs.push(r);
    return p;
  }

  wake(n: number, value: A): void {
    Lwt.wakeup(this.rs[n]!, value);
  }

  fail(n: number, exn: unknown): void {
    Lwt.wakeupExn(this.rs[n]!, exn);
  }
}
