/** What must hold, and the words for where it does not. */
export type Rule = readonly [holds: boolean, words: string];

/** The words of the rules that do not hold, in their order. */
export const brokenRules = (...rules: readonly Rule[]): string[] =>
  rules.filter(([holds]) => !holds).map(([, words]) => words);
