import { type Token, tokensOf } from "./token.ts";

/** What a formula that can be read divides by, as it is written and without the brackets around it: `[month-number() - 3]`. */
export function divisorsOf(text: string): readonly string[] {
  const tokens = tokensOf(text, "");
  if (!tokens.ok) return [];
  return tokens.value.flatMap((token, index) =>
    isSign(token, "/") ? [written(text, tokens.value, index + 1)] : [],
  );
}

function written(text: string, tokens: readonly Token[], start: number): string {
  const end = endOfFactor(tokens, start);
  const bracketed = isSign(tokens[start], "(") && endOfGroup(tokens, start) === end;
  const [first, last] = bracketed ? [start + 1, end - 2] : [start, end - 1];
  const closing = tokens[last];
  return text.slice(tokens[first]?.at, (closing?.at ?? 0) + (closing?.text.length ?? 0));
}

/** Where a factor is over: what binds tighter than `/` belongs to it. */
function endOfFactor(tokens: readonly Token[], start: number): number {
  if (isSign(tokens[start], "-")) return endOfFactor(tokens, start + 1);
  let end = start + 1;
  if (isSign(tokens[start], "(")) end = endOfGroup(tokens, start);
  else if (isSign(tokens[end], "(")) end = endOfGroup(tokens, end);
  else if (tokens[start]?.kind === "number") while (isUnitWord(tokens[end])) end += 1;
  return isSign(tokens[end], "^") ? endOfFactor(tokens, end + 1) : end;
}

/** Behind the bracket that closes the one at `start`. */
function endOfGroup(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    if (isSign(tokens[index], "(")) depth += 1;
    else if (isSign(tokens[index], ")")) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return tokens.length - 1;
}

const operators = new Set(["and", "or", "not", "in"]);

const isUnitWord = (token: Token | undefined): boolean =>
  token?.kind === "word" && !operators.has(token.text);

const isSign = (token: Token | undefined, text: string): boolean =>
  token?.kind === "sign" && token.text === text;
