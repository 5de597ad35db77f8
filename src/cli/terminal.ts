import { styleText } from "node:util";
import type { Fault } from "../fault/fault.ts";
import { harmless, wrapped } from "./columns.ts";
import { environment, environmentSetting } from "./environment.ts";

/** The two sides of a command's output: results, and everything said about them. */
export type Side = "out" | "err";

/** Where a command writes: results to `out`, everything else to `err`, so that output can be piped. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Whether a person watches the error side: progress is drawn there. */
  readonly interactive: boolean;
  /** Which sides show colours; neither where absent. */
  readonly colours?: Readonly<Record<Side, boolean>>;
  /** Columns of the result side; {@link columnsDefault} where it is not a terminal. */
  readonly columns?: number;
  /** Replaces what stands on the last line of the error side; needed where `interactive`. */
  readonly redraw?: (text: string) => void;
  /** Resolves when the reader of the results has caught up, so that a slow one does not fill the memory. */
  readonly caughtUp?: () => Promise<void>;
}

/** The width of results that no terminal shows: files, pipes, tests. */
export const columnsDefault = 80;

interface Environment {
  readonly [name: string]: string | undefined;
}

/**
 * Whether an output shows colours: a terminal does unless NO_COLOR is set (no-color.org) or TERM says it is dumb;
 * FORCE_COLOR decides otherwise, 0 being off.
 */
export function showsColours(isTerminal: boolean, environment: Environment): boolean {
  const { NO_COLOR = "", FORCE_COLOR = "", TERM } = environment;
  if (NO_COLOR !== "") return false;
  if (FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

/** The process's own terminal. */
export const processTerminal: Terminal = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  interactive: process.stderr.isTTY === true && environmentSetting("terminal") !== "dumb",
  colours: {
    out: showsColours(process.stdout.isTTY === true, environment),
    err: showsColours(process.stderr.isTTY === true, environment),
  },
  ...(process.stdout.isTTY === true ? { columns: process.stdout.columns } : {}),
  redraw: (text) => process.stderr.write(`\r\x1b[2K${text}`),
  caughtUp: async () => {
    if (process.stdout.writableNeedDrain)
      await new Promise((resolve) => process.stdout.once("drain", resolve));
  },
};

type Style = Parameters<typeof styleText>[0];

/** The text in a style, where that side of the terminal shows colours; whether it does was decided before. */
export const styled = (
  style: Style,
  text: string,
  terminal: Terminal,
  side: Side = "err",
): string =>
  terminal.colours?.[side] === true ? styleText(style, text, { validateStream: false }) : text;

/** `no faults`, `1 fault`, `1,000 faults`. */
export const counted = (count: number, noun: string): string =>
  `${count === 0 ? "no" : count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** A fault with its position in the file where one is known: of a YAML or JSON model, or the line of a fact. */
export type PlacedFault = Fault & {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
};

const indent = " ".repeat(9);
const valueLengthMax = 60;

/** One fault for people: where and which rule, then what is wrong with which value, then what to do. */
export function faultText(
  fault: PlacedFault,
  severity: "error" | "warning",
  terminal: Terminal,
  side: Side,
): string {
  const colour = severity === "error" ? "red" : "yellow";
  const place = placeOf(fault);
  const head = [
    ...(place === "" ? [] : [place]),
    ...(fault.path === "" ? [] : [styled("bold", harmless(fault.path), terminal, side)]),
    styled("cyan", fault.code, terminal, side),
  ];
  const room = Math.max((terminal.columns ?? Number.POSITIVE_INFINITY) - indent.length, 40);
  const body = wrapped(harmless(fault.message + valueText(fault)), room);
  const hint = fault.suggestion === undefined ? [] : wrapped(harmless(fault.suggestion), room - 2);
  return [
    `${styled(colour, severity.padEnd(indent.length), terminal, side)}${head.join("  ")}`,
    ...body.map((row) => indent + row),
    ...hint.map((row, at) => `${indent}${at === 0 ? "→" : " "} ${row}`),
  ].join("\n");
}

function placeOf({ file = "", line, column }: PlacedFault): string {
  const at = [line, column].flatMap((part) => (part === undefined ? [] : [String(part)]));
  return [...(file === "" ? [] : [harmless(file)]), ...at].join(":");
}

/** The refused value, unless the message names it already. */
function valueText({ value, message }: Fault): string {
  if (value === undefined) return "";
  const text = JSON.stringify(value) ?? String(value);
  const bare = typeof value === "string" ? value : text;
  if (bare !== "" && names(message, bare)) return "";
  return ` (${text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text})`;
}

/** Whether a message has this value in it, and not as a part of another: 0 is not in 10. */
function names(message: string, value: string): boolean {
  const isPart = (letter: string | undefined): boolean =>
    letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  for (let at = message.indexOf(value); at >= 0; at = message.indexOf(value, at + 1))
    if (
      !(isPart(message[at - 1]) && isPart(value[0])) &&
      !(isPart(message[at + value.length]) && isPart(value.at(-1)))
    )
      return true;
  return false;
}

/** As {@link refuseWith}, of a file that was named. */
export const refuseInFile = (file: string, faults: readonly Fault[], terminal: Terminal): number =>
  refuseWith(
    faults.map((fault) => ({ file, ...fault })),
    terminal,
  );

/** Prints refusals and says how the command ended: exit code 1. */
export function refuseWith(faults: readonly PlacedFault[], terminal: Terminal): 1 {
  for (const fault of faults) terminal.err(faultText(fault, "error", terminal, "err"));
  return 1;
}
