import type { Better, Side } from "./measure.ts";

/** `full` is what is published; `quick` runs the same code on less, to see that it works. */
export type Size = "full" | "quick";

/** One row of the speed table: what is measured, against which limit, and what it must reach. */
export interface Benchmark {
  readonly name: string;
  readonly what: string;
  /** The limit: the same result made with the guarantees left out, or by the bare means. */
  readonly against: string;
  /** What is counted, in the plural: `ratings`. */
  readonly unit: string;
  readonly better: Better;
  /** What its sides take themselves; the time of their runs is measured where absent. */
  readonly figure?: "time" | "memory";
  /** The ratio that every release holds. */
  readonly floor: number;
  /** The ratio worth working for. */
  readonly aim: number;
  /** Sets up both sides and passes the correctness gate. Throws where they disagree: then there is no result. */
  readonly rounds: (size: Size) => Promise<Rounds> | Rounds;
}

/** Both sides, ready to run, and what the gate showed. */
export interface Rounds {
  readonly ours: Side;
  readonly limit: Side;
  /** Run in the same rounds and reported for scale. */
  readonly asides?: readonly Side[];
  /** What was checked before the first round, one sentence each. */
  readonly proven: readonly string[];
  /** What a reader must know to read the ratio rightly. */
  readonly notes?: readonly string[];
  /** Ends what was started and checks what is left: what was proven after the last round. Called on failure too. */
  readonly close?: () => Promise<readonly string[]>;
}

/** Stops a benchmark whose sides do not agree. */
export function gate(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`correctness gate: ${message}`);
}
