import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordingTerminal } from "../../src/cli/recording-terminal.fixture.ts";
import { serveCommand } from "../../src/cli/serve.ts";
import type { Setting, SettingKind } from "../../src/config/setting.ts";
import { settingList } from "../../src/config/settings.ts";
import { settle } from "../../src/config/settle-settings.ts";
import { readYaml } from "../../src/model/yaml-source.ts";
import { productionFiles } from "./fault-codes.ts";
import { blocksOf, readText, root } from "./markdown.ts";

const file = "docs/configuration.md";

const head =
  "| variable | key in the file | option | what it may be | standard | what it does |\n|---|---|---|---|---|---|\n";

const kinds: Readonly<Record<SettingKind["kind"], string>> = {
  text: "text",
  path: "path",
  port: "0 to 65535",
  url: "URL",
  "database-url": "PostgreSQL URL",
  instant: "RFC 3339 instant",
  address: "host:port",
  ranges: "address ranges, between commas; a list in the file",
  headers: "`name=value`, between commas",
  whole: "",
  share: "from 0 to 1",
  choice: "",
};

function kindOf({ is }: Setting): string {
  if (is.kind === "whole") return `${is.min} to ${is.max.toLocaleString("en")}`;
  if (is.kind === "choice") return is.choices.map((choice) => `\`${choice}\``).join(", ");
  return kinds[is.kind];
}

const coded = (text: string | undefined): string => (text === undefined ? "" : `\`${text}\``);

const rowOf = (setting: Setting): string =>
  `| ${coded(setting.variable)} | ${coded(setting.key)} | ${coded(setting.option?.flag)} | ${kindOf(setting)}${setting.secret === true ? "; secret" : ""} | ${coded(setting.standard)} | ${setting.about} |\n`;

/** The page with its list written anew: `FLORIN_UPDATE=1 npx vitest run test/docs/configuration.test.ts`. */
function withList(page: string): string {
  const from = page.indexOf(head);
  const rest = page.slice(from + head.length).replace(/^(?:\|.*\n)*/, "");
  return (
    page.slice(0, from) + head + settingList.map(([, setting]) => rowOf(setting)).join("") + rest
  );
}

describe("docs/configuration.md", () => {
  it("lists every setting, and no other", () => {
    const page = readText(file);
    if (process.env.FLORIN_UPDATE === "1") writeFileSync(join(root, file), withList(page));
    expect(readText(file)).toBe(withList(page));
  });

  it("shows a configuration file that is accepted", () => {
    const blocks = blocksOf(readText(file)).filter(({ language }) => language === "yaml");
    expect(blocks.length).toBeGreaterThan(0);
    for (const { text } of blocks) {
      const { value, faults } = readYaml(text);
      expect(faults).toEqual([]);
      expect(settle({ environment: {}, file: value })).toMatchObject({ ok: true });
    }
  });
});

describe("the list of settings", () => {
  it("is all that reads the environment", () => {
    const readers = productionFiles()
      .filter(({ text }) => /\bprocess\.env\b/.test(text))
      .map(({ path }) => path);
    // The server process of the embedded database gets our PATH, which sets nothing of Florin.
    expect(readers.toSorted()).toEqual(["cli/environment.ts", "store/embedded/data-folder.ts"]);
  });

  it("has the options of florin serve, with the same standards", () => {
    const { options } = serveCommand(recordingTerminal());
    const listed = settingList.flatMap(([, { option, standard }]) =>
      option === undefined ? [] : [[option.flag, standard] as const],
    );
    expect(Object.fromEntries(listed)).toEqual(
      Object.fromEntries(options.map(({ long, defaultValue }) => [long, defaultValue])),
    );
  });
});
