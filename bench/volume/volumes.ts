import { type Pool, withSessionSettings } from "../../src/store/connection.ts";
import { connect, type Store } from "../../src/store/store.ts";
import { gate, type Size } from "../benchmark.ts";
import { removeScratchFolder, scratchFolder } from "../scratch-folder.ts";
import { fillEvents } from "./fill-events.ts";

/** A store with so many events in it. */
export interface Volume {
  readonly events: number;
  readonly store: Store;
  /** Connections as the owner of the tables. */
  readonly owner: Pool;
  /** The database, by the URL of the role that owns the tables. */
  readonly ownerUrl: string;
}

/** Stores without events, with some, and with four times as many. */
export interface Volumes {
  readonly now: number;
  readonly empty: Volume;
  readonly some: Volume;
  readonly many: Volume;
}

const sizes = { full: [5_000_000, 20_000_000], quick: [30_000, 120_000] } as const;

let opened: Promise<Volumes> | undefined;
const closers: (() => Promise<void>)[] = [];

/** The stores, which are filled for the first benchmark that asks and stay for the others. */
export function volumes(size: Size): Promise<Volumes> {
  opened ??= openVolumes(size);
  return opened;
}

/** Closes the stores and takes them away, where any were opened. */
export async function closeVolumes(): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer();
  opened = undefined;
}

async function openVolumes(size: Size): Promise<Volumes> {
  const folder = await scratchFolder();
  closers.push(async () => removeScratchFolder(folder));
  const now = Date.now();
  const open = async (events: number): Promise<Volume> => {
    const database = `volume_${events}`;
    const store = await connect({ dataFolder: folder, database, connections: 2 });
    closers.push(store.close);
    const owner = store.openOwnerPool();
    closers.push(() => owner.end());
    if (events > 0) await fillEvents(owner, events, now);
    gate(store.embedded !== undefined, "the database is embedded");
    const ownerUrl = withSessionSettings(store.embedded.ownerUrl(database));
    return { events, store, owner, ownerUrl };
  };
  const [some, many] = sizes[size];
  return { now, empty: await open(0), some: await open(some), many: await open(many) };
}

/** `5 million`. */
export const inWords = (events: number): string =>
  events >= 1e6 ? `${events / 1e6} million` : events.toLocaleString("en");
