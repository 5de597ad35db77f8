import { fileURLToPath } from "node:url";
import { runFlorin } from "../../src/cli/program.ts";
import { recordingTerminal } from "../../src/cli/recording-terminal.fixture.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

/** What a command line did. */
export interface Ran {
  readonly code: number | undefined;
  /** Results and messages, by line. */
  readonly results: readonly string[];
  readonly messages: readonly string[];
  readonly drawn: readonly string[];
}

/** Runs a command line in this process. */
export async function florin(words: readonly string[], more: Partial<Terminal> = {}): Promise<Ran> {
  const { results, messages, drawn, ...terminal } = recordingTerminal(more);
  const code = await runFlorin(words, terminal);
  return { code, results, messages, drawn };
}

/** All that was printed, as one text. */
export const printed = ({ results, messages }: Ran): string =>
  [...results, ...messages].map((line) => `${line}\n`).join("");

/** A file beside this one, by its path from the folder the tests run in. */
export const fileHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The path of a model of these tests, as a user at the top of the repository would write it. */
export const modelPath = (name: string): string => `test/cli/models/${name}`;
