import { Command } from "commander";
import { startFlorin } from "../server.ts";
import { parseInstant } from "../time/instant.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  readonly clock?: string;
}

/** `florin serve`: the API, the scheduler and the console on embedded PostgreSQL, or on any through DATABASE_URL. */
export function serveCommand(terminal: Terminal): Command {
  return new Command("serve")
    .description(
      "serve the API and the console; PostgreSQL is embedded unless DATABASE_URL names one",
    )
    .option("--port <n>", "port to listen on", "4280")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--data <folder>", "where the embedded database lives", ".florin")
    .option(
      "--clock <instant>",
      "run on a manual clock that stands at this RFC 3339 instant until it is moved",
    )
    .action(async (options: ServeOptions) => {
      process.exitCode = await serve(options, terminal);
    });
}

/** Serves until the process is told to stop. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<number> {
  const clockStart =
    options.clock === undefined ? undefined : parseInstant(options.clock, "/clock");
  if (clockStart !== undefined && !clockStart.ok) return refuseWith(clockStart.faults, terminal);
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return refuseWith(
      [
        {
          code: "invalid-port",
          path: "/port",
          message: "a port is a whole number up to 65535",
          value: options.port,
        },
      ],
      terminal,
    );
  const florin = await startFlorin({
    dataFolder: options.data,
    databaseUrl: process.env.DATABASE_URL,
    host: options.host,
    port,
    clockStart: clockStart?.value,
    logLevel: process.env.FLORIN_LOG ?? "info",
  });
  terminal.err(`${styled("bold", "Florin", terminal)} listens on ${florin.origin}`);
  if (florin.newApiKey !== undefined)
    terminal.err(`API key, shown once: ${florin.newApiKey}\nIt is also in ${florin.apiKeyFile}`);
  terminal.err(`Console: ${florin.consoleLink()}`);
  await untilStopped();
  await florin.stop();
  return 0;
}

/** Resolves at the first SIGINT or SIGTERM. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
