import { ok, type Result, refuse } from "../fault/fault.ts";

/** A word, number or sign of a formula; `at` is the offset of its first character. */
export interface Token {
  readonly kind: "number" | "word" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

/** Formulas longer than this are refused: nobody can check one. */
const lengthMax = 2000;

/** A name has dots and hyphens within: `plans.team.price`, `new-customers`. With spaces around it, `-` takes off. */
const pattern =
  /\s*(?:(?<number>\d[\d_]*(?:\.\d[\d_]*)?(?:[kMB](?![A-Za-z]))?%?)|(?<word>[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*)|(?<sign><=|>=|<>|[-+*/^<>=(),]))/y;

/** `1e6` is no number here: it would be read as 1 of the unit "e6". */
const powerOfTen = /^\s*\d[\d_]*(?:\.[\d_]*)?[eE][-+]?\d/;

/** Cuts a formula into tokens, the last of which is its end. Refuses `formula-syntax` and `formula-too-long`. */
export function tokensOf(text: string, path: string): Result<readonly Token[]> {
  if (text.length > lengthMax) {
    return refuse({
      code: "formula-too-long",
      path,
      message: `a formula has at most ${lengthMax} characters`,
      value: text.length,
      suggestion: "give a part of it a name of its own",
    });
  }
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let at = 0; text.slice(at).trim() !== ""; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const power = powerOfTen.exec(text.slice(at));
    if (power !== null) {
      const stray = at + power[0].length - power[0].trimStart().length;
      return refuse({
        ...syntaxFault(text, stray, "numbers are written without a power of ten", path),
        suggestion: 'write it out, "1_500_000", or with a letter: k, M or B',
      });
    }
    const match = pattern.exec(text);
    if (match === null) {
      const stray = at + (text.slice(at).length - text.slice(at).trimStart().length);
      return refuse(syntaxFault(text, stray, "this sign has no meaning in a formula", path));
    }
    tokens.push(tokenOf(match));
  }
  return ok([...tokens, { kind: "end", text: "", at: text.length }]);
}

function tokenOf(match: RegExpExecArray): Token {
  const { number, word, sign } = match.groups ?? {};
  const text = number ?? word ?? sign ?? "";
  const at = match.index + match[0].length - text.length;
  return { kind: number !== undefined ? "number" : word !== undefined ? "word" : "sign", text, at };
}

/** The fault of a formula that cannot be read, with its column and what follows there. */
export const syntaxFault = (text: string, at: number, message: string, path: string) => ({
  code: "formula-syntax",
  path,
  message: `${message} (column ${at + 1})`,
  value: text.slice(at, at + 40),
  suggestion: 'write for instance "previous(customers, 20 customers) + new - lost"',
});
