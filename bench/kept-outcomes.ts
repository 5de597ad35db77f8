import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import { benchmarks } from "./registry.ts";

/** An outcome with where and of what it was taken. */
export interface KeptOutcome {
  readonly outcome: Outcome;
  /** The machine as it was before the run began. */
  readonly machine: Machine;
  /** The commit that was measured, shortened; with a `+` where files had changed since. */
  readonly commit: string;
}

type Written = Omit<KeptOutcome, "outcome"> & {
  readonly outcome: Omit<Outcome, "benchmark">;
};

/** What was kept before, in the order of the registry; nothing of benchmarks that are no more. */
export function readKept(file: string): readonly KeptOutcome[] {
  if (!existsSync(file)) return [];
  const written = JSON.parse(readFileSync(file, "utf8")) as Record<string, Written>;
  return benchmarks.flatMap((benchmark) => {
    const found = written[benchmark.name];
    if (found === undefined) return [];
    return [{ ...found, outcome: { ...found.outcome, benchmark } as Outcome }];
  });
}

/** Keeps an outcome in the place of what was kept of its benchmark before. */
export function keep(file: string, kept: KeptOutcome): void {
  const others = readKept(file).filter(
    ({ outcome }) => outcome.benchmark.name !== kept.outcome.benchmark.name,
  );
  const written = [...others, kept].map(({ outcome: { benchmark, ...outcome }, ...about }) => [
    benchmark.name,
    { ...about, outcome },
  ]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(written), null, 2)}\n`);
}

/** The commit of the files here. */
export function commitHere(): string {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!bench");
  return `${git("rev-parse", "--short=7", "HEAD")}${changed === "" ? "" : "+"}`;
}
