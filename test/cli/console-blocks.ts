import { readFileSync, writeFileSync } from "node:fs";
import { florin, printed } from "./florin.ts";

/** A command that a document shows, and what it says the command prints. */
export interface ConsoleBlock {
  readonly words: readonly string[];
  readonly command: string;
  readonly printed: string;
}

const blockGrammar = /```console\n\$ npx florin (.+)\n([\s\S]*?)```/g;

/** Every block of a document that begins with `$ npx florin`. */
export function consoleBlocks(path: string): readonly ConsoleBlock[] {
  return [...readFileSync(path, "utf8").matchAll(blockGrammar)].map(
    ([, command = "", shown = ""]) => ({ command, words: wordsOf(command), printed: shown }),
  );
}

/** A word in quotes may hold spaces, and quotes may be within a word: `--agreed base="12000 USD"`. */
const wordsOf = (command: string): readonly string[] =>
  (command.match(/(?:"[^"]*"|[^\s"])+/g) ?? []).map((word) => word.replaceAll('"', ""));

/** What the command really prints: results, then messages. */
export const runBlock = async (block: ConsoleBlock): Promise<string> =>
  printed(await florin(block.words));

/** Writes what each command really prints into the document. */
export async function updateBlocks(path: string): Promise<void> {
  let text = readFileSync(path, "utf8");
  for (const block of consoleBlocks(path)) {
    const head = `\`\`\`console\n$ npx florin ${block.command}\n`;
    text = text.replace(`${head}${block.printed}\`\`\``, `${head}${await runBlock(block)}\`\`\``);
  }
  writeFileSync(path, text);
}
