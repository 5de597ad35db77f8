import { styled, type Terminal } from "./terminal.ts";

/** A bar on the terminal's error side; silent where nobody watches. */
export interface Progress {
  /** Sets how much is done, of the total given at the start, and what to say beside the bar. */
  readonly at: (done: number, note?: string) => void;
  /** Ends the bar and leaves nothing behind. */
  readonly clear: () => void;
  /** Ends the bar and leaves one line behind. */
  readonly done: (line: string) => void;
}

const width = 28;
const labelWidth = 10;
/** Redraws at most this often, counted in parts of the work, so drawing costs nothing. */
const steps = 200;

/** Starts a bar: `Reading    ███████░░░░░  42%  1,240,000 events`. */
export function startProgress(label: string, total: number, terminal: Terminal): Progress {
  const redraw = terminal.interactive ? terminal.redraw : undefined;
  const name = styled("bold", label.padEnd(labelWidth), terminal);
  let drawn = -1;
  return {
    at: (done, note = "") => {
      if (redraw === undefined) return;
      const share = total <= 0 ? 1 : Math.min(1, done / total);
      const step = Math.floor(share * steps);
      if (step === drawn) return;
      drawn = step;
      const filled = Math.round(share * width);
      const bar = "█".repeat(filled) + "░".repeat(width - filled);
      redraw(`${name} ${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${note}`);
    },
    clear: () => redraw?.(""),
    done: (line) => {
      redraw?.("");
      terminal.err(line);
    },
  };
}

/**
 * Says what goes on while one step without parts is at work, and leaves nothing behind: `Forecast   acme`. Silent where nobody watches.
 */
export async function whileDoing<T>(
  label: string,
  note: string,
  terminal: Terminal,
  work: () => T | Promise<T>,
): Promise<T> {
  const redraw = terminal.interactive ? terminal.redraw : undefined;
  redraw?.(`${styled("bold", label.padEnd(labelWidth), terminal)} ${note} …`);
  try {
    return await work();
  } finally {
    redraw?.("");
  }
}
