/**
 * A refusal as a value: what is wrong, where, and what to do about it.
 *
 * A fault is the user's to mend; a bug is ours and throws (see {@link assert}).
 */
export interface Fault {
  /** Stable, kebab-case, documented in docs/errors.md: `unknown-meter`, `event-in-future`. */
  readonly code: string;
  /** JSON pointer into the document that was refused: `/plans/team/charges/ops/meter`. Empty for the whole. */
  readonly path: string;
  /** One plain sentence: the rule that was broken. */
  readonly message: string;
  /** The refused value, when showing it helps and leaks nothing. */
  readonly value?: unknown;
  /** What would be accepted, or the nearest name that exists. */
  readonly suggestion?: string;
}

/** Either a value or every fault found on the way to it; never both, never neither. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Wraps a value as an accepted result. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** Wraps one or more faults as a refused result. */
export const refuse = (...faults: readonly Fault[]): Result<never> => ({ ok: false, faults });

/** The faults of a result; none when it was accepted. */
export const faultsOf = (result: Result<unknown>): readonly Fault[] =>
  result.ok ? [] : result.faults;

/** Unwraps a result that the caller has already proven; a refusal here is a bug and throws. */
export function expectOk<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected refusal: ${result.faults.map(describeFault).join("; ")}`);
}

/** Stops the program when something that must hold does not: a bug, never bad input. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${message}`);
}

/** One line for people: `/plans/team/meter unknown-meter: no meter "op" (did you mean "ops"?)`. */
export function describeFault(fault: Fault): string {
  const where = fault.path === "" ? "/" : fault.path;
  const hint = fault.suggestion === undefined ? "" : ` (${fault.suggestion})`;
  return `${where} ${fault.code}: ${fault.message}${hint}`;
}

/** The JSON pointer one or more steps down from `path`; `~` and `/` in a key are escaped as RFC 6901 says. */
export function pathTo(path: string, ...keys: readonly (string | number)[]): string {
  const steps = keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`);
  return path + steps.join("");
}
