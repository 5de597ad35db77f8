import type { Benchmark } from "./benchmark.ts";
import type { Measurement } from "./measure.ts";

/** What came of one benchmark. */
export type Outcome =
  | {
      readonly kind: "measured";
      readonly benchmark: Benchmark;
      readonly measurement: Measurement;
      readonly proven: readonly string[];
      readonly notes: readonly string[];
    }
  | { readonly kind: "void"; readonly benchmark: Benchmark; readonly reason: string };

/** `aim reached`, `floor held`, `below the floor`; `void` where the correctness gate did not hold. */
export type Verdict = "aim reached" | "floor held" | "below the floor" | "void";

/** Judges the median ratio; a ratio exactly on the bar reaches it. */
export function verdictOf(
  { better, floor, aim }: Pick<Benchmark, "better" | "floor" | "aim">,
  ratio: number,
): Exclude<Verdict, "void"> {
  const reaches = (bar: number): boolean => (better === "higher" ? ratio >= bar : ratio <= bar);
  if (reaches(aim)) return "aim reached";
  return reaches(floor) ? "floor held" : "below the floor";
}
