#!/usr/bin/env node
import { exitCodes } from "./exit.ts";
import { failure } from "./failure.ts";
import { runFlorin } from "./program.ts";
import { processTerminal, refuseWith } from "./terminal.ts";

/** A reader that has seen enough (`florin replay … | head`) ends us quietly; what it did not read is not missed. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCodes.done);
  refuseWith([failure(error)], processTerminal);
  process.exit(exitCodes.failed);
});

const code = await runFlorin(process.argv.slice(2), processTerminal);
if (code !== undefined) process.exitCode = code;
