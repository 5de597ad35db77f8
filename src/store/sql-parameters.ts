import type { SqlValue } from "./tenant.ts";

/** Collects the values of a statement that is put together from parts; no value is ever written into its text. */
export interface SqlParameters {
  readonly values: SqlValue[];
  /** Adds a value and answers its placeholder: `$3`. */
  add(value: SqlValue): string;
}

export function sqlParameters(): SqlParameters {
  const values: SqlValue[] = [];
  return {
    values,
    add: (value) => `$${values.push(value)}`,
  };
}
