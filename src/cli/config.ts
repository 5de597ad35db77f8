import { Command } from "commander";
import { shownValue } from "../config/mask-settings.ts";
import type { Setting } from "../config/setting.ts";
import { settingList } from "../config/settings.ts";
import type { SettingSource, Settled } from "../config/settle-settings.ts";
import { harmless, left } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { settingsInForce } from "./settings-in-force.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

const examples = `
Examples:
  florin config --json
  FLORIN_CONFIG=florin.yaml florin config
  florin config --json | jq '.settings[] | select(.source != "standard")'`;

/** `florin config`: every setting as it is in force, and where it comes from; secrets are masked. */
export function configCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("config")
    .description("show every setting as it is in force, and where it comes from")
    .option("--json", "print { settings } as JSON")
    .addHelpText("after", examples)
    .action(async (options: { readonly json?: boolean }) => {
      exit(await showConfig(options, terminal));
    });
}

const whereFrom = (setting: Setting, source: SettingSource): string =>
  ({
    environment: setting.variable,
    file: `file, ${setting.key}`,
    standard: "standard",
    unset: "not set",
  })[source];

async function showConfig(
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const inForce = await settingsInForce();
  if (!inForce.ok) return refuseWith(inForce.faults, terminal);
  const rows = settingList.map(([name, setting]) => {
    const { value, source }: Settled = inForce.value[name];
    return { setting, source, shown: shownValue(setting, value) };
  });
  if (json === true) {
    const settings = rows.map(({ setting, source, shown }) => ({
      name: setting.key ?? setting.variable,
      value: shown ?? null,
      source,
      variable: setting.variable,
    }));
    terminal.out(JSON.stringify({ settings }, null, 2));
    return exitCodes.done;
  }
  for (const { setting, source, shown } of rows) {
    const name = left(setting.key ?? setting.variable, 24);
    const value = left(harmless(shown ?? "-"), 32);
    terminal.out(
      `${styled("bold", name, terminal, "out")}  ${value}  ${whereFrom(setting, source)}`.trimEnd(),
    );
  }
  return exitCodes.done;
}
