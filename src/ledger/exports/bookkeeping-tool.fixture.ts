import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A program that reads our exports, if this machine has it. */
export interface BookkeepingTool {
  readonly missing: boolean;
  /** What a test that needs it is called: with the way to get the program, where it is missing. */
  readonly named: (title: string) => string;
  /** Runs a command of it on a file of the text; what it printed, and its complaints where it failed. */
  readonly run: (text: string, ...command: readonly string[]) => string;
}

/** Looks for a program that Debian has in the package. Throws where it must be there and is not: `FLORIN_REQUIRE_TOOLS=1`. */
export function bookkeepingTool(program: string, debianPackage: string): BookkeepingTool {
  const missing = spawnSync(program, ["--version"]).status !== 0;
  const remedy = `there is no ${program} here; on Debian: apt install ${debianPackage}`;
  if (missing && process.env.FLORIN_REQUIRE_TOOLS === "1") throw new Error(remedy);
  return {
    missing,
    named: (title) => (missing ? `${title} (skipped: ${remedy})` : title),
    run: (text, ...command) => runOn(text, program, command),
  };
}

function runOn(text: string, program: string, command: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "florin-export-"));
  try {
    const file = join(folder, "books");
    writeFileSync(file, text);
    const places = command.map((word) => (word === "FILE" ? file : word));
    const { status, stdout, stderr } = spawnSync(program, places, { encoding: "utf8" });
    return status === 0 ? stdout : `${program} failed with ${status}: ${stderr}${stdout}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
