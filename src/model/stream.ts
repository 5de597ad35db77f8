import type { Noted } from "./vocabulary.ts";

/** A revenue stream: where a line of an invoice reports to, on the plan side and on the actual side. */
export interface Stream extends Noted {
  readonly name: string;
  /** True where the stream counts as recurring revenue. Default false. */
  readonly recurring?: boolean;
}
