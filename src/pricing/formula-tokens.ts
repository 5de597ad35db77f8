import { ok, type Result, refuse } from "../fault/fault.ts";

/** One word of an expression; `at` is the position of its first character, from 0. */
export interface FormulaToken {
  readonly kind: "number" | "name" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
}

const pattern =
  /[ \t\r\n]+|(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<symbol><=|>=|==|!=|[-+*/(),<>=])/y;

/** Whether the text can name a variable: a letter or `_`, then letters, digits and `_`, at most 40 of them. */
export const isFormulaName = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]{0,39}$/.test(text);

/**
 * Splits an expression into words, closed by an `end`; blanks and line breaks part words and mean nothing else.
 * Refuses a character that no word begins with, and a number that runs into letters, with `formula-syntax`.
 */
export function readTokens(text: string, path: string): Result<readonly FormulaToken[]> {
  const tokens: FormulaToken[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return unreadable(text, at, path);
    const [word] = match;
    const { number, name, symbol } = match.groups ?? {};
    if (number !== undefined && /^[A-Za-z_.]/.test(text.slice(at + word.length)))
      return unreadable(text, at, path);
    if (number !== undefined) tokens.push({ kind: "number", text: word, at });
    else if (name !== undefined) tokens.push({ kind: "name", text: word, at });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: word, at });
    at += word.length;
  }
  tokens.push({ kind: "end", text: "", at: text.length });
  return ok(tokens);
}

function unreadable(text: string, at: number, path: string): Result<never> {
  const word =
    /^[\w.]+/.exec(text.slice(at))?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
  return refuse({
    code: "formula-syntax",
    path,
    message: `"${word.slice(0, 40)}" at character ${at + 1} is not part of a formula`,
    suggestion: adviceOn(word),
  });
}

function adviceOn(word: string): string {
  if (/^\d[\d.]*e/i.test(word)) return "write the number in full, without an exponent";
  if (word.startsWith(".")) return `write 0${word}`;
  if (/^\d+[A-Za-z_]/.test(word)) return "write * between a number and a name";
  if (/^[\d.]+$/.test(word)) return "write a plain decimal such as 0.05";
  if (word === "%") return "write 0.2 for 20%";
  if (word === "^") return "write x * x";
  if (word === "&" || word === "|" || word === "?" || word === "!") return "write if(a < b, x, y)";
  return "use numbers, names, + - *, parentheses and min max round floor ceil divide if";
}
