import type { Body } from "oracle/fuzz";
import { Lwt } from "../src/index.js";
import { exnOf, exnText, type P, type Run, valueText } from "./world.js";

/** A callback of each of the types that Lwt takes. */
export class Callback {
  private readonly label: number;
  private readonly steps: readonly (() => void)[];

  constructor(
    private readonly run: Run,
    private readonly body: Body,
  ) {
    this.label = run.newLabel();
    this.steps = body.do.map((operation) => run.compile(operation));
  }

  private called(detail: string): void {
    this.run.log(`c${this.label}`, detail + this.run.keysText());
    for (const step of this.steps) step();
  }

  private promise(): P {
    const { end } = this.body;
    if ("raise" in end) throw exnOf(end.raise);
    return "give" in end ? this.run.p[end.give]! : Lwt.return(end.value);
  }

  private finish(): void {
    if ("raise" in this.body.end) throw exnOf(this.body.end.raise);
  }

  readonly thunk = (): P => {
    this.called("");
    return this.promise();
  };

  readonly onValue = (value: unknown): P => {
    this.called(valueText(value));
    return this.promise();
  };

  readonly onExn = (exn: unknown): P => {
    this.called(exnText(exn));
    return this.promise();
  };

  readonly mapping = (value: unknown): unknown => {
    this.called(valueText(value));
    this.finish();
    return "value" in this.body.end ? this.body.end.value : value;
  };

  readonly unitThunk = (): void => {
    this.called("");
    this.finish();
  };

  readonly unitOnValue = (value: unknown): void => {
    this.called(valueText(value));
    this.finish();
  };

  readonly unitOnExn = (exn: unknown): void => {
    this.called(exnText(exn));
    this.finish();
  };
}
