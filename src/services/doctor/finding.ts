/** Something that was looked at: as it should be, something to think of, or something that keeps a server from running. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "problem";
  readonly found: string;
  /** What to do; absent where nothing is to be done. */
  readonly remedy?: string;
}

/** A finding that is as it should be. */
export const fine = (check: string, found: string): Finding => ({ check, state: "ok", found });

/** A finding to think of. */
export const warning = (check: string, found: string, remedy: string): Finding => ({
  check,
  state: "warning",
  found,
  remedy,
});

/** A finding that keeps a server from running as it should. */
export const problem = (check: string, found: string, remedy: string): Finding => ({
  check,
  state: "problem",
  found,
  remedy,
});
