import type { Command } from "commander";
import type { Setting } from "../config/setting.ts";
import { entriesOf, settingFault } from "../config/setting-kinds.ts";
import { type SettingName, settingList, settings } from "../config/settings.ts";
import { type Settlement, settle } from "../config/settle-settings.ts";
import { type Fault, ok, type Result } from "../fault/fault.ts";
import { locate } from "../model/source-text.ts";
import { environment, environmentSetting } from "./environment.ts";
import { readNamedFile } from "./read-named-file.ts";
import type { PlacedFault } from "./terminal.ts";

/**
 * Every setting as the environment and the configuration file have it. Refuses what the file or a value is refused for, at its
 * place.
 */
export async function settingsInForce(): Promise<Result<Settlement>> {
  const path = environmentSetting("configFile") ?? "";
  if (path === "") return settle({ environment });
  const read = await readNamedFile(path, `${settings.configFile.variable} names it`);
  if (!read.ok)
    return { ok: false, faults: read.faults.map((fault) => ({ file: path, ...fault })) };
  const { readYaml } = await import("../model/yaml-source.ts");
  const { value, faults, positions } = readYaml(read.value.toString("utf8"));
  const inFile = (fault: Fault): PlacedFault =>
    fault.path.startsWith("/") || fault.path === ""
      ? { file: path, ...locate(fault, positions) }
      : fault;
  if (faults.length > 0) return { ok: false, faults: faults.map(inFile) };
  const settled = settle({ environment, file: value });
  return settled.ok ? settled : { ok: false, faults: settled.faults.map(inFile) };
}

/** The values of some settings; undefined where one is not set. */
export async function settingValues<Name extends SettingName>(
  ...names: readonly Name[]
): Promise<Result<Readonly<Record<Name, string | undefined>>>> {
  const inForce = await settingsInForce();
  if (!inForce.ok) return inForce;
  const values = names.map((name) => [name, inForce.value[name].value] as const);
  return ok(Object.fromEntries(values) as Record<Name, string | undefined>);
}

/** Whether an option of a command is that of a setting. */
const isOptionOf = ({ option }: Setting, command: string): boolean =>
  option !== undefined &&
  (option.of === "every" ? command !== "demo" : option.of.includes(command));

/**
 * Gives a command the settings that its own words do not set: an option goes before the environment and the file. `name` is the
 * command's first word. Refuses what settings are refused for, those that the words set among them.
 */
export async function applySettings(command: Command, name: string): Promise<Result<unknown>> {
  const offered = settingList.flatMap(([setting, row]) => {
    const option = command.options.find(({ long }) => long === row.option?.flag);
    if (option === undefined || !isOptionOf(row, name)) return [];
    const attribute = option.attributeName();
    const isGiven = command.getOptionValueSource(attribute) === "cli";
    return [{ setting, row, attribute, isGiven }];
  });
  const faults = offered.flatMap(({ row, attribute, isGiven }) => {
    const value = [command.getOptionValue(attribute)].flat().join(",");
    return isGiven ? (settingFault(row, value, row.option?.flag ?? "") ?? []) : [];
  });
  if (faults.length > 0) return { ok: false, faults };
  const open = offered.filter(({ isGiven }) => !isGiven);
  if (open.length === 0) return ok(undefined);
  const inForce = await settingsInForce();
  if (!inForce.ok) return inForce;
  for (const { setting, row, attribute } of open) {
    const { value, source } = inForce.value[setting];
    if (value === undefined || source === "standard") continue;
    const taken = row.is.kind === "ranges" ? entriesOf(value) : value;
    command.setOptionValueWithSource(attribute, taken, "env");
  }
  return ok(undefined);
}
