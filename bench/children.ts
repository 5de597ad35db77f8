import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/** A program of the benchmark in a process of its own. */
export interface Child {
  /** Sends a message and waits for the next one that comes back. */
  readonly ask: <Answer>(message: object) => Promise<Answer>;
  /** The first message, sent unasked. */
  readonly greeting: <Answer>() => Promise<Answer>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Lets it end by itself, and waits until it has. */
  readonly stop: () => Promise<void>;
}

/** Whether a process can be held to one processor here: Linux with `taskset` and two processors to part. */
export const canPin: boolean =
  process.platform === "linux" &&
  availableParallelism() >= 2 &&
  spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** How a child is started. */
export interface ChildOptions {
  readonly args?: readonly string[];
  /** The processor to hold it to, where that can be done; any where absent. */
  readonly processor?: number;
}

/** Starts a compiled file of this folder: `./plain-child.js`. */
export function startChild(file: string, options: ChildOptions = {}): Child {
  const { args = [], processor } = options;
  const script = fileURLToPath(new URL(file, import.meta.url));
  const pin = processor !== undefined && canPin ? ["taskset", "-c", String(processor)] : [];
  const [command = "", ...rest] = [...pin, process.execPath, "--expose-gc", script, ...args];
  const child = spawn(command, rest, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  return {
    greeting: <Answer>() => nextMessage<Answer>(child, file),
    ask: <Answer>(message: object) => {
      const answer = nextMessage<Answer>(child, file);
      child.send(message);
      return answer;
    },
    signal: (signal) => {
      child.kill(signal);
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The next message; rejects where the child ends without one. */
function nextMessage<Answer>(child: ChildProcess, name: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      child.off("exit", onExit);
      resolve(message as Answer);
    };
    const onExit = (): void => {
      child.off("message", onMessage);
      reject(new Error(`${name} ended`));
    };
    child.once("message", onMessage);
    child.once("exit", onExit);
  });
}
