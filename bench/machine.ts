import {
  availableParallelism,
  cpus,
  loadavg,
  release,
  type as systemType,
  totalmem,
} from "node:os";

/** Where the figures were taken, as far as they depend on it. */
export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Runnable processes, averaged over the minute before; well above 0 means that others were at work. */
  readonly load: number;
}

/** This machine, now. */
export function thisMachine(): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${systemType()} ${release()}`,
    node: process.versions.node,
    load: loadavg()[0] ?? Number.NaN,
  };
}
