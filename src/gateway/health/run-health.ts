import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { ok, type Result } from "../../fault/fault.ts";
import type { Api } from "../../model/api.ts";
import { deliverSpool } from "../../spool/deliver-spool.ts";
import { openUnlockedSpool } from "../../spool/open-locked-spool.ts";
import { waitOrStop } from "../../spool/wait-or-stop.ts";
import { askedToWaitMs, type HealthServer } from "../florin-server.ts";
import { checkService } from "./check-service.ts";
import { type HealthReport, openHealthBook } from "./health-book.ts";
import { type Watch, watchServices } from "./watch-services.ts";

/** What measuring stands on. */
export interface HealthParts {
  readonly apis: Readonly<Record<string, Api>>;
  readonly upstream: string;
  /** The gateway's spool: measurements have a folder in it. */
  readonly spoolFolder: string;
  readonly server: HealthServer;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly warn: (message: string) => void;
}

/** Months of a gateway that nobody listens to. */
const limits = { bytesMax: 64 << 20, segmentBytes: 64 << 10 };
const reportBytesMax = 16 << 10;
/** With all that a busy minute has, well below what a server takes. */
const reportsMax = 200;

/** Watches the upstreams of APIs, keeps on the disk what it measures, and posts it. What an earlier run left is posted first. Refuses `spool-unwritable`. */
export async function runHealth(parts: HealthParts): Promise<Result<Watch>> {
  const { apis, upstream, server, warn } = parts;
  const folder = join(parts.spoolFolder, "health");
  const opened = await openUnlockedSpool({ folder, limits, path: "--spool" });
  if (!opened.ok) return opened;
  const spool = opened.value;
  const posting = deliverSpool({
    spool,
    what: "what was measured",
    recordsMax: reportsMax,
    askedToWaitMs,
    deliver: async (records) => {
      const refused = await server.measured(records.map(reportIn));
      if (refused > 0) warn(`the server refused ${refused} measurements for good`);
    },
    warn,
    wait: waitOrStop,
  });
  const keepOne = async (report: HealthReport): Promise<void> => {
    const place = spool.place(reportBytesMax);
    if (place === undefined) return warn("a measurement is lost: no room is left for more");
    await place.append(new TextEncoder().encode(JSON.stringify(report)));
  };
  const watch = watchServices({
    apis,
    upstream,
    book: openHealthBook(apis, randomUUID()),
    keep: async (reports) => {
      try {
        await Promise.all(reports.map(keepOne));
        posting.wake();
      } catch (error) {
        warn(`a measurement could not be kept: ${String(error)}`);
      }
    },
    check: checkService,
    nowMs: parts.nowMs,
    wait: waitOrStop,
  });
  posting.wake();
  return ok({
    called: watch.called,
    close: async () => {
      await watch.close();
      await posting.close();
      await spool.close();
    },
  });
}

/** Where nothing can be measured. */
export const unwatched: Watch = { called: () => undefined, close: async () => undefined };

const reportIn = (record: Uint8Array): HealthReport =>
  // Its check sum says that it is what was written.
  JSON.parse(new TextDecoder().decode(record)) as HealthReport;
