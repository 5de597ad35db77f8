import type { Fault } from "../../fault/fault.ts";
import { presentText } from "../xml/xml.ts";

/** Collects what keeps an invoice from being an e-invoice, so that all of it can be told at once. */
export interface Defects {
  readonly faults: readonly Fault[];
  /** The text, sound and trimmed; where nothing is there, a fault that names the term, and an empty text to go on with. */
  readonly need: (text: string | undefined, path: string, term: string) => string;
  /** Something is missing that has no text of its own. */
  readonly miss: (path: string, term: string) => void;
  /** Something is there that the norm does not allow. */
  readonly conflict: (path: string, message: string, value?: string) => void;
}

/** An empty collection: `e-invoice-incomplete` for what is missing, `e-invoice-conflict` for what cannot be said. */
export function collectDefects(): Defects {
  const faults: Fault[] = [];
  const miss = (path: string, term: string): void => {
    const message = `EN 16931 demands the ${term}`;
    faults.push({ code: "e-invoice-incomplete", path, message, suggestion: "add it" });
  };
  return {
    faults,
    miss,
    need(text, path, term) {
      const present = presentText(text);
      if (present === undefined) miss(path, term);
      return present ?? "";
    },
    conflict(path, message, value) {
      const shown = value === undefined ? {} : { value: value.slice(0, 60) };
      faults.push({ code: "e-invoice-conflict", path, message, ...shown });
    },
  };
}
