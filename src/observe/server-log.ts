import { type DestinationStream, type Logger, pino } from "pino";
import { activeSpan } from "./active-span.ts";
import { loggable, textBlotter } from "./blot-secrets.ts";

/** How a log is kept. */
export interface LogTerms {
  /** A level of pino: `info`, `warn`, `silent`… */
  readonly level: string;
  /** Values that must not appear in it, besides those that show by their form. */
  readonly secrets: readonly string[];
  /** Where lines go; standard output where absent. */
  readonly destination?: DestinationStream | undefined;
}

/** The log of a server: JSON lines with the level as a word and the time in UTC, and without secrets. */
export function serverLog({ level, secrets, destination }: LogTerms): Logger {
  const blotted = textBlotter(secrets);
  const options = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => loggable(fields) as Record<string, unknown>,
    },
    hooks: { streamWrite: blotted },
    mixin: traceOfLine,
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** The trace that a line belongs to, so that one leads to the other. */
function traceOfLine(): object {
  const span = activeSpan();
  return span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId };
}
