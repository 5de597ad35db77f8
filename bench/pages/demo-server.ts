import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const program = join(process.cwd(), "dist", "cli", "main.js");
/** Three months of the demonstration, and the grace after them: when its clock stood still. */
const madeUntil = "2026-04-01T02:00:00Z";

/** A server on the business of the demonstration. */
export interface DemoServer {
  readonly origin: string;
  /** Signs a browser in, once. */
  readonly consoleLink: string;
  readonly stop: () => Promise<void>;
}

/** Makes the business with so many customers in a folder that holds none yet, or anew. */
export async function makeBusiness(folder: string, customers: number): Promise<void> {
  const options = ["--customers", String(customers), "--data", folder, "--port", "0", "--once"];
  const made = spawn(process.execPath, [program, "demo", ...options], { stdio: "inherit" });
  const code = await new Promise((resolve) => made.once("exit", resolve));
  if (code !== 0) throw new Error(`the demonstration ended with ${code}`);
}

/** Whether a business was made there. */
export const isMade = (folder: string): boolean => existsSync(join(folder, "florin-demo.json"));

/** Serves what was made. */
export async function serveBusiness(folder: string): Promise<DemoServer> {
  const options = ["--data", folder, "--port", "0", "--clock", madeUntil];
  const server = spawn(process.execPath, [program, "serve", ...options], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const link = await linkOf(server);
  return {
    origin: new URL(link).origin,
    consoleLink: link,
    stop: async () => {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
    },
  };
}

function linkOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stderr?.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
      const [, link] = /Console: (\S+)/.exec(text) ?? [];
      if (link !== undefined) resolve(link);
    });
    server.once("exit", () => reject(new Error(`the server ended: ${text}`)));
  });
}
