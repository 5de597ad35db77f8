import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { problemTypes } from "../../src/http/problem-types.ts";
import { root } from "./markdown.ts";

/** A source that runs in production, without its comments. */
export interface SourceFile {
  /** Below `src`: `model/shape.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Every source that runs in production; the API's description only repeats codes. */
export function productionFiles(): readonly SourceFile[] {
  const folder = join(root, "src");
  return readdirSync(folder, { recursive: true })
    .map((path) => String(path).split("\\").join("/"))
    .filter((path) => /\.ts$/.test(path))
    .filter((path) => !/\.(test|test-d|conformance|fixture)\.ts$|\/fixtures\//.test(path))
    .filter((path) => !/^http\/openapi|^services\/report-shapes|^client\/api\/generated/.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }))
    .map(({ path, text }) => ({ path, text: text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "") }))
    .map(({ path, text }) => ({ path, text: text.replace(declines, "") }));
}

/** How a source names the code of a fault as it is. */
const spelledOut: readonly RegExp[] = [
  /\bcode: "([^"]+)"/g,
  /\bcode: [\w?.]+ \?\? "([^"]+)"/g,
  /\bcode: [^"?;]+ \? "([^"]+)"/g,
  /\bcode: [^"?;]+ \? "[^"]+" : "([^"]+)"/g,
  /\bconst code = "([^"]+)"/g,
  /\bdecimalFault\("([^"]+)"/g,
  /\btextFault\([^)]*, "([^"]+)", [^")]*\)/g,
  /\brefused\(\s*[\w.]+, "([^"]+)"/g,
  /\bnew Refusal\(\s*"([^"]+)"/g,
];

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? "");

/** A group of sources that put codes together, or pass one on, and the codes that come out of them. */
interface Composer {
  readonly within: RegExp;
  /** Of the texts of all sources within, and of all there are. */
  readonly codes: (own: string, every: string) => readonly string[];
}

const unknown = (nouns: readonly string[]): readonly string[] =>
  nouns.map((noun) => `unknown-${noun}`);

/** The values of the record called `nouns`. */
const nounsIn = (text: string): readonly string[] =>
  all(/\bnouns\b[^{]*\{([^}]*)\}/.exec(text)?.[1] ?? "", /\w+: "([a-z]+)"/g);

/** The last word that is handed to a function of one of these names. */
const nounsGivenTo = (text: string, names: string): readonly string[] =>
  all(text, new RegExp(`\\b(?:${names})\\((?:[^()]|\\([^()]*\\))*?, "([a-z]+)"[,)]`, "g"));

/** Why a charge failed is no fault: the provider's own word for it, beside what may be done about it. */
const declines = /\bclass: "[a-z-]+"(?: as const)?,\s*code: "[^"]+"/g;

const passedOn = (): readonly string[] => [];

export const composers: readonly Composer[] = [
  {
    within: /^account\//,
    codes: (own) =>
      unknown([...nounsGivenTo(own, "named"), ...all(own, /\bunknown\("\w+", id, "([a-z]+)"/g)]),
  },
  { within: /^credit\/minor-amount/, codes: (own) => all(own, /\bsignFault\("([^"]+)"/g) },
  { within: /^credit\/uptime/, codes: (own) => all(own, /\babove\("([^"]+)"/g) },
  { within: /^cli\/price-request/, codes: (own) => unknown([...nounsIn(own), "product"]) },
  { within: /^model\/rules\/known-names/, codes: (own) => unknown(nounsIn(own)) },
  {
    within: /^model\/shape-object/,
    codes: (_, every) => unknown(all(every, /\bvariants<[^(]+>\(\s*"([a-z]+)"/g)),
  },
  // What it answers callers with is no fault, and stands in docs/gateway.md; a server's own codes it passes on.
  { within: /^gateway\/(?:problem|florin-server)/, codes: passedOn },
  // Codes of an app that people type, which are no fault's.
  { within: /^services\/(?:one-time-codes|people-shapes)/, codes: () => [] },
  { within: /^model\/yaml-source/, codes: (own) => all(own, /[?:] \["([a-z-]+)"/g) },
  {
    within: /^pricing\/discount-check/,
    codes: (own) =>
      all(own, /\bcheckOrder\([^;]*?"(\w+)"\)/g).map((what) => `${what}-out-of-order`),
  },
  // These are handed a code that is spelled out where they are called.
  {
    within:
      /^(?:http\/problem|http\/routes\/preview|http\/ndjson-ingest|metering\/event-text|money\/decimal|pricing\/transform)\.ts$/,
    codes: passedOn,
  },
  // An account's code for an ERP is the code of no fault.
  { within: /^ledger\/exports\//, codes: passedOn },
  // The code of a currency, and a provider's word for a decline.
  {
    within: /^(?:metrics\/(?:metric-facts|reporting-rates)|payments\/stripe\/stripe-decline)\.ts$/,
    codes: passedOn,
  },
  // An agent is told what the route said.
  { within: /^(?:mcp\/tool|http\/mcp\/asked-route)\.ts$/, codes: passedOn },
  // A client of another system is told that system's word.
  { within: /^http\/foreign\//, codes: passedOn },
  // The log of requests keeps the code that a route answered.
  { within: /^(?:services\/request-log-shapes|store\/request-log)\.ts$/, codes: passedOn },
  // What the operating system refuses keeps the system's own code.
  { within: /^cli\/failure/, codes: passedOn },
];

/** Codes that are not spelled out where a fault is made: put together, or a variable. */
const notSpelledOut = /\bcode: (?:`|[a-z]\w*(?:\.\w+)*\()|\bcode: \w+\.code,|[{,]\s*code,/;

/** The sources that name a code in another way than by spelling it out, and that no composer knows. */
export const unknownComposers = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(({ text }) => notSpelledOut.test(text.replace(/const \{[^{}]*\} =/g, "")))
    .map(({ path }) => path)
    .filter((path) => !composers.some(({ within }) => within.test(path)));

const folderOf = (path: string): string => path.split("/")[0] ?? "";

/** Every code that `src` can produce, with the folders that produce it. */
export function faultCodes(): ReadonlyMap<string, ReadonlySet<string>> {
  const files = productionFiles();
  const found = new Map<string, Set<string>>();
  const add = (code: string, folder: string): void => {
    found.set(code, (found.get(code) ?? new Set()).add(folder));
  };
  for (const { path, text } of files)
    for (const pattern of spelledOut)
      for (const code of all(text, pattern)) add(code, folderOf(path));
  const textOf = (some: readonly SourceFile[]): string => some.map(({ text }) => text).join("\n");
  for (const { within, codes } of composers) {
    const own = files.filter(({ path }) => within.test(path));
    const folder = folderOf(own[0]?.path ?? "");
    for (const code of codes(textOf(own), textOf(files))) add(code, folder);
  }
  for (const code of Object.keys(problemTypes)) add(code, "http");
  return found;
}

/** The codes of the check's warnings. */
export function warningCodes(): readonly string[] {
  const rules = productionFiles().filter(({ path }) => path.startsWith("model/rules/"));
  const warning = rules.filter(({ text }) => text.includes('severity: "warning"'));
  return [...new Set(warning.flatMap(({ text }) => all(text, /\bcode: "([^"]+)"/g)))].sort();
}
