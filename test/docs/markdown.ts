import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A file of the repository. */
export const readText = (path: string): string => readFileSync(join(root, path), "utf8");

/** A fenced block of a page. */
export interface Block {
  /** `sh`, `http`, `ts`… */
  readonly language: string;
  readonly text: string;
  /** Line of the fence, counted from 1. */
  readonly line: number;
  /** The nearest heading above it. */
  readonly heading: string;
}

/** Every fenced block of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let heading = "";
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of page.split("\n").entries()) {
    const fence = /^```(\w*)$/.exec(line);
    if (open === undefined) {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      if (fence !== null) open = { language: fence[1] ?? "", line: index + 1, lines: [] };
    } else if (fence !== null) {
      const { language, line: at, lines } = open;
      blocks.push({ language, text: lines.join("\n"), line: at, heading });
      open = undefined;
    } else open.lines.push(line);
  }
  return blocks;
}

/** The rows of every table under a heading, cell by cell, without the head. */
export function tableRows(page: string, heading?: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let here = heading === undefined;
  let isHead = true;
  for (const line of page.split("\n")) {
    const title = /^#+ (.*)$/.exec(line)?.[1];
    if (title !== undefined && heading !== undefined) here = title === heading;
    if (!here || !line.startsWith("|")) isHead = true;
    else if (isHead || /^\|[ :|-]+\|$/.test(line)) isHead = false;
    else rows.push(cellsOf(line));
  }
  return rows;
}

/** A pipe inside a cell is written `\|`. */
const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));

/** The text of a cell that is one piece of code. */
export const codeIn = (cell = ""): string => /^`([^`]+)`/.exec(cell)?.[1] ?? "";
