/** Engines leave a function unoptimised when it grows too long, so pieces of code go into several of about so many characters. */
const charactersPerFunction = 12_000;

/**
 * Makes one function of pieces of code that run one after the other over arrays, each under its name. What is printed into it are places,
 * numbers and signs, nothing that anybody wrote.
 */
export function runningCode(
  pieces: readonly string[],
  arrays: Readonly<Record<string, Float64Array>>,
): () => void {
  const parts: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    if (length + piece.length > charactersPerFunction) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(piece);
    length += piece.length;
  }
  const runs = parts.map((part) => {
    const names = Object.keys(arrays).join(", ");
    // Constants of the function, so that the engine knows where each array lies and how long it is.
    const code = `"use strict"; const { ${names} } = given; return () => {\n${part.join("\n")}\n};`;
    const make = new Function("given", code) as (given: typeof arrays) => () => void;
    return make(arrays);
  });
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return only;
  return () => {
    for (const run of runs) run();
  };
}
