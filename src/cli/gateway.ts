import { Command, Option } from "commander";
import { parseListenAddress } from "../config/setting-kinds.ts";
import { type Fault, refuse } from "../fault/fault.ts";
import { runGateway } from "../gateway/run-gateway.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { portOption, wholeOption } from "./number-option.ts";
import { openModel } from "./open-model.ts";
import { untilStopped } from "./serve.ts";
import { apiKey } from "./server-api.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

interface GatewayOptions {
  readonly upstream: string;
  readonly server: string;
  readonly data: string;
  readonly port: string;
  readonly host: string;
  readonly spool: string;
  readonly spoolMegabytes: string;
  readonly follow: string;
  readonly unkept: string;
  readonly silence: string;
  readonly drain: string;
  readonly metricsListen?: string;
}

const examples = `
Examples:
  florin gateway --upstream http://localhost:8080
  florin gateway model.ts --upstream http://localhost:8080
  FLORIN_API_KEY=... florin gateway model.ts --upstream http://localhost:8080 --server https://billing.example --spool /var/lib/florin`;

/** `florin gateway`: stands before APIs, lets calls through that may pass, and meters them. */
export function gatewayCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("gateway")
    .description("stand before the model's APIs: let calls through that may pass, and meter them")
    .argument("[model]", "the model file that declares the apis; else the server's own")
    .requiredOption("--upstream <url>", "what answers for APIs that name no upstream of their own")
    .option("--server <url>", "where florin serve listens", "http://127.0.0.1:4280")
    .option("--data <folder>", "the folder of florin serve, which holds a key", dataFolderDefault)
    .option("--port <n>", "port to listen on", "4281")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--spool <folder>", "folder of usage that waits for the server", ".florin-gateway")
    .option("--spool-megabytes <n>", "how much of it may wait before calls are refused", "1024")
    .option(
      "--silence <seconds>",
      "how long an upstream, or a caller in a body, may keep silent",
      "60",
    )
    .option("--follow <seconds>", "how often the server is asked for a newer model", "10")
    .addOption(
      new Option("--unkept <what>", "what becomes of calls whose usage cannot be kept")
        .choices(["refuse", "pass"])
        .default("refuse"),
    )
    .option("--drain <seconds>", "how long calls may go on when it is told to stop", "20")
    .option("--metrics-listen <host:port>", "serve health, readiness and metrics there; nowhere")
    .addHelpText("after", examples)
    .action(async (model: string | undefined, options: GatewayOptions) => {
      exit(await gateway(model, options, terminal));
    });
}

const urlFaults = (option: string, url: string): readonly Fault[] =>
  URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    ? []
    : [
        {
          code: "invalid-url",
          path: option,
          message: "this is an http or https URL",
          value: url,
          suggestion: "for example http://localhost:8080",
        },
      ];

const notToListenOn = (value: string): Fault => ({
  code: "invalid-listen-address",
  path: "--metrics-listen",
  message: "this is no address to listen on",
  value,
  suggestion: "write host:port, for example 127.0.0.1:9091",
});

/** Runs a gateway until the process is told to stop. */
async function gateway(
  path: string | undefined,
  options: GatewayOptions,
  terminal: Terminal,
): Promise<number> {
  const port = portOption(options.port);
  const megabytes = wholeOption(options.spoolMegabytes, "--spool-megabytes", {
    min: 1,
    max: 1_000_000,
  });
  const silence = wholeOption(options.silence, "--silence", { min: 1, max: 86_400 });
  const drain = wholeOption(options.drain, "--drain", { min: 0, max: 86_400 });
  const follow = wholeOption(options.follow, "--follow", { min: 1, max: 86_400 });
  const faults = [
    ...urlFaults("--upstream", options.upstream),
    ...urlFaults("--server", options.server),
  ];
  if (faults.length > 0) return refuseWith(faults, terminal);
  if (!port.ok) return refuseWith(port.faults, terminal);
  if (!megabytes.ok) return refuseWith(megabytes.faults, terminal);
  if (!silence.ok) return refuseWith(silence.faults, terminal);
  if (!follow.ok) return refuseWith(follow.faults, terminal);
  if (!drain.ok) return refuseWith(drain.faults, terminal);
  const operations =
    options.metricsListen === undefined ? undefined : parseListenAddress(options.metricsListen);
  if (operations === undefined && options.metricsListen !== undefined)
    return refuseWith([notToListenOn(options.metricsListen)], terminal);
  const books = path === undefined ? undefined : await openModel(path);
  if (books?.ok === false) return refuseWith(books.faults, terminal);
  const model = books?.value.current.model;
  const key = await apiKey(options.data);
  if (!key.ok) return refuseWith(key.faults, terminal);
  const opened =
    model !== undefined && Object.keys(model.apis ?? {}).length === 0
      ? refuse({
          code: "no-apis",
          path: "/apis",
          message: "the model declares no API that could be called",
          suggestion: 'declare them under "apis"',
        })
      : await runGateway({
          model,
          upstream: options.upstream,
          server: options.server,
          key: key.value,
          host: options.host,
          port: port.value,
          spoolFolder: options.spool,
          spoolBytesMax: megabytes.value * 1024 * 1024,
          modelEveryMs: follow.value * 1000,
          whenUnkept: options.unkept as "refuse" | "pass",
          silenceMsMax: silence.value * 1000,
          nowMs: Date.now,
          warn: (message) => terminal.err(message),
          operations,
        });
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const { origin, operationsOrigin, leftOver, lost, stop } = opened.value;
  terminal.err(`${styled("bold", "Florin gateway", terminal)} listens on ${origin}`);
  if (operationsOrigin !== undefined) terminal.err(`Metrics are at ${operationsOrigin}/metrics.`);
  if (leftOver > 0) terminal.err(`Usage of ${leftOver} calls of an earlier run is posted first.`);
  const reason = await Promise.race([untilStopped(), lost]);
  if (reason !== undefined) terminal.err(reason);
  terminal.err("It takes no more calls, and waits for those in flight.");
  const { cut, waiting, unkept, strayed } = await stop(drain.value * 1000);
  if (cut > 0) terminal.err(`${cut} calls were broken off; what they came to by then counts.`);
  if (waiting > 0) terminal.err(`Usage of ${waiting} calls is left for the next run.`);
  if (unkept > 0) terminal.err(`${unkept} calls passed whose usage was not kept.`);
  if (strayed > 0) terminal.err(`${strayed} values that no meter takes were metered as others.`);
  return reason === undefined ? exitCodes.done : exitCodes.failed;
}
