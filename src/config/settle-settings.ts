import { type Fault, ok, pathTo, type Result } from "../fault/fault.ts";
import { nearestFew } from "../fault/nearest.ts";
import type { Setting } from "./setting.ts";
import { settingFault } from "./setting-kinds.ts";
import { type SettingName, settingList } from "./settings.ts";

/** What was set, and where. */
export interface SettingsGiven {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The content of the configuration file; undefined where there is none. */
  readonly file?: unknown;
}

/** Where a setting's value comes from. */
export type SettingSource = "environment" | "file" | "standard" | "unset";

/** A setting as it is in force. */
export interface Settled {
  readonly value: string | undefined;
  readonly source: SettingSource;
}

/** Every setting as it is in force. */
export type Settlement = Readonly<Record<SettingName, Settled>>;

/**
 * What is in force: the environment goes before the file, the file before the standard. An empty variable counts as not set, but for
 * `DATABASE_URL`: who meant to name a database must not get the embedded one. Refuses, all at once, what is no value of its setting
 * (`out-of-range`, `invalid-url`…) and keys of the file that are no setting (`unknown-setting`, `wrong-type`).
 */
export function settle({ environment, file }: SettingsGiven): Result<Settlement> {
  const written = readFileContent(file);
  const faults: Fault[] = [...written.faults];
  const settled = settingList.map(([name, setting]): readonly [SettingName, Settled] => {
    const found = settledBy(setting, environment, written.values);
    const fault =
      found.value === undefined || found.source === "standard"
        ? undefined
        : settingFault(setting, found.value, found.path);
    if (fault !== undefined) faults.push(fault);
    return [name, { value: found.value, source: found.source }];
  });
  if (faults.length > 0) return { ok: false, faults };
  return ok(Object.fromEntries(settled) as Settlement);
}

interface Found extends Settled {
  readonly path: string;
}

function settledBy(
  { variable, key = "", standard, is }: Setting,
  environment: SettingsGiven["environment"],
  written: ReadonlyMap<string, string>,
): Found {
  const given = environment[variable];
  if (given !== undefined && (given !== "" || is.kind === "database-url"))
    return { value: given, source: "environment", path: variable };
  const inFile = written.get(key);
  if (inFile !== undefined)
    return { value: inFile, source: "file", path: pathTo("", ...key.split(".")) };
  return { value: standard, source: standard === undefined ? "unset" : "standard", path: "" };
}

const keys = new Map(
  settingList.flatMap(([, { key, is }]) => (key === undefined ? [] : [[key, is.kind] as const])),
);
const sections = new Set([...keys.keys()].flatMap((key) => key.split(".").slice(0, -1)));

/** The settings of a file by their keys, as texts. */
function readFileContent(content: unknown): {
  readonly values: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
} {
  const values = new Map<string, string>();
  const faults: Fault[] = [];
  const read = (value: unknown, steps: readonly string[]): void => {
    const key = steps.join(".");
    const path = pathTo("", ...steps);
    const kind = keys.get(key);
    if (kind !== undefined) {
      const text = textOf(value, kind === "ranges");
      if (text === undefined) faults.push(wrongType(path, kind === "ranges"));
      else values.set(key, text);
    } else if ((key === "" || sections.has(key)) && isObject(value)) {
      for (const [step, part] of Object.entries(value)) read(part, [...steps, step]);
    } else if (key === "" || sections.has(key)) {
      if (value !== null && value !== undefined) faults.push(noSection(path));
    } else faults.push(unknownKey(path, key));
  };
  read(content, []);
  return { values, faults };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text, a number, or where several are allowed a list of them. */
function textOf(value: unknown, several: boolean): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (!several || !Array.isArray(value)) return undefined;
  return value.every((entry) => typeof entry === "string") ? value.join(",") : undefined;
}

const wrongType = (path: string, several: boolean): Fault => ({
  code: "wrong-type",
  path,
  message: several ? "this is a text or a list of texts" : "this is a text or a number",
});

const noSection = (path: string): Fault => ({
  code: "wrong-type",
  path,
  message: "settings stand in here, each under its key",
  suggestion: 'for example { "server": { "port": 4280 } }',
});

const unknownKey = (path: string, key: string): Fault => ({
  code: "unknown-setting",
  path,
  message: `there is no setting "${key}"`,
  value: key,
  suggestion: `did you mean ${nearestFew(key, keys.keys(), 1)[0]}? florin config lists what there is`,
});
