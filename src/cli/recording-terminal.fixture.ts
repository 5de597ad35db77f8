import type { Terminal } from "./terminal.ts";

/** A terminal that remembers what it was told. */
export interface RecordingTerminal extends Terminal {
  /** Everything printed as results, and everything said about them, by line. */
  readonly results: readonly string[];
  readonly messages: readonly string[];
  /** What was drawn over the last line of the error side, in order. */
  readonly drawn: readonly string[];
}

/** A terminal that nobody watches, unless told otherwise. */
export function recordingTerminal(more: Partial<Terminal> = {}): RecordingTerminal {
  const results: string[] = [];
  const messages: string[] = [];
  const drawn: string[] = [];
  return {
    out: (line) => results.push(...line.split("\n")),
    err: (line) => messages.push(...line.split("\n")),
    redraw: (text) => drawn.push(text),
    interactive: false,
    ...more,
    results,
    messages,
    drawn,
  };
}
