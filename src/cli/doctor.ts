import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import type { Fault } from "../fault/fault.ts";
import { consoleFolder } from "../server.ts";
import { databaseFindings } from "../services/doctor/database-findings.ts";
import { type Finding, fine, problem, warning } from "../services/doctor/finding.ts";
import {
  diskFinding,
  folderFindings,
  nodeFinding,
  portFinding,
} from "../services/doctor/machine-findings.ts";
import { openClient } from "../store/connection.ts";
import { databaseFacts } from "../store/database-facts.ts";
import { clickhouseAt } from "./clickhouse-at.ts";
import { harmless, left, wrapped } from "./columns.ts";
import { openDatabasePlace } from "./database-place.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { failure } from "./failure.ts";
import { settingValues } from "./settings-in-force.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { styled, type Terminal } from "./terminal.ts";

interface DoctorOptions {
  readonly data: string;
  readonly json?: boolean;
}

const examples = `
Examples:
  florin doctor --data /var/lib/florin
  florin doctor --json | jq '.findings[] | select(.state != "ok")'`;

/** `florin doctor`: whether a server can run here as it should, and what to do where not. */
export function doctorCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("doctor")
    .description(
      "look whether a server can run here as it should, and say what to do; changes nothing",
    )
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before its database",
      dataFolderDefault,
    )
    .option("--json", "print { findings } as JSON")
    .addHelpText("after", examples)
    .action(async (options: DoctorOptions) => {
      exit(await doctor(options, terminal));
    });
}

async function doctor({ data, json }: DoctorOptions, terminal: Terminal): Promise<number> {
  const findings = await findingsOf(data);
  if (json === true) terminal.out(JSON.stringify({ findings }, null, 2));
  else for (const finding of findings) print(finding, terminal);
  return findings.some(({ state }) => state === "problem") ? exitCodes.refused : exitCodes.done;
}

async function findingsOf(data: string): Promise<readonly Finding[]> {
  const set = await settingValues(
    "host",
    "port",
    "databaseUrl",
    "databaseConnections",
    "clickhouseUrl",
  );
  const node = nodeFinding(process.version);
  if (!set.ok) return [node, ...set.faults.map(configurationFinding)];
  const { host = "", port, databaseUrl, databaseConnections, clickhouseUrl } = set.value;
  return [
    node,
    fine("configuration", "every setting can be read"),
    ...(await folderFindings(data)),
    await diskFinding(data),
    await portFinding(host, Number(port)),
    ...(await databaseOf(data, databaseUrl, Number(databaseConnections))),
    ...(await clickhouseOf(clickhouseUrl)),
    consoleFinding(),
  ];
}

/** A setting that cannot be read. */
const configurationFinding = ({ path, message, value, suggestion }: Fault): Finding =>
  problem(
    "configuration",
    `${path}: ${message}${value === undefined ? "" : ` (${JSON.stringify(value)})`}`,
    suggestion ?? "florin config shows what is set, and where",
  );

async function databaseOf(
  data: string,
  databaseUrl: string | undefined,
  connections: number,
): Promise<readonly Finding[]> {
  if (databaseUrl === undefined && !existsSync(join(data, "pg", "data")))
    return [fine("postgres", "none yet: the first start makes an embedded one in the data folder")];
  try {
    const opened = await openDatabasePlace(data);
    if (!opened.ok)
      return opened.faults.map(({ message, suggestion = "" }) =>
        problem("postgres", message, suggestion),
      );
    const client = openClient(opened.value.ownerUrl);
    client.on("error", () => {});
    try {
      await client.connect();
      const facts = await databaseFacts(client);
      return databaseFindings(facts, { now: Date.now(), connections });
    } finally {
      await client.end();
      await opened.value.embedded?.stop();
    }
  } catch (error) {
    const { message, suggestion = "look at the log of the database" } = failure(error);
    return [problem("postgres", message, suggestion)];
  }
}

async function clickhouseOf(url: string | undefined): Promise<readonly Finding[]> {
  if (url === undefined) return [];
  const clickhouse = await clickhouseAt(url);
  try {
    await clickhouse?.rows("select 1 as one");
    return [fine("clickhouse", "ClickHouse answers")];
  } catch (error) {
    return [
      problem(
        "clickhouse",
        failure(error).message,
        "check the URL, user and database of CLICKHOUSE_URL, and that it runs",
      ),
    ];
  } finally {
    await clickhouse?.close();
  }
}

const consoleFinding = (): Finding =>
  existsSync(join(consoleFolder(), "index.html"))
    ? fine("console", "the console is there")
    : warning("console", "the console was not built, so no page is served", "npm run build");

const colours = { ok: "green", warning: "yellow", problem: "red" } as const;

function print({ check, state, found, remedy }: Finding, terminal: Terminal): void {
  const head = `${styled(colours[state], left(state, 8), terminal, "out")}  ${left(check, 14)}`;
  const [first = "", ...more] = harmless(found.replaceAll("\n", " ")).split("\n");
  terminal.out(`${head}  ${first}`);
  for (const line of more) terminal.out(`${" ".repeat(26)}${line}`);
  if (remedy === undefined) return;
  for (const [at, line] of wrapped(harmless(remedy), 90).entries())
    terminal.out(`${" ".repeat(26)}${at === 0 ? "→" : " "} ${line}`);
}
