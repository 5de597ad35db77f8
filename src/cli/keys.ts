import { Command } from "commander";
import { everyAction } from "../access/roles.ts";
import { type Fault, faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import {
  believedForMs,
  createApiKeys,
  type KeyTerms,
  type ListedKey,
} from "../services/api-keys.ts";
import { type CustomerKeyView, createCustomerKeys } from "../services/customer-keys.ts";
import { findInstallation } from "../services/installation.ts";
import { overlapHoursMax, scopeFaults } from "../services/key-desk.ts";
import { expiryOf } from "../services/key-expiry.ts";
import { type KeyRing, keyRing } from "../services/key-ring.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { harmless, left } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { wholeOption } from "./number-option.ts";
import { repeated } from "./repeated.ts";
import { dataFolderDefault, withStoredData } from "./stored-data.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

interface KeysOptions {
  readonly data: string;
  readonly tenant: string;
  readonly customer?: string;
}

interface AddOptions extends KeysOptions {
  readonly name: string;
  readonly readOnly?: boolean;
  readonly scope?: readonly string[];
  readonly expires?: string;
}

interface RotateOptions extends KeysOptions {
  readonly overlapHours: string;
}

interface ListOptions extends KeysOptions {
  readonly json?: boolean;
}

const shown = {
  add: `
Examples:
  florin keys add --name billing-job
  florin keys add --name sender --scope usage.write
  florin keys add --name dashboard --read-only --expires 2027-01-01T00:00:00Z > key.txt
  florin keys add --customer c-17 --name production`,
  list: `
Examples:
  florin keys list --data .florin
  florin keys list --json | jq '.keys[].id'`,
  rotate: `
Examples:
  florin keys rotate Xq3bM0c9ZtKe
  florin keys rotate Xq3bM0c9ZtKe --overlap-hours 72 > key.txt`,
  revoke: `
Examples:
  florin keys revoke Xq3bM0c9ZtKe
  florin keys revoke Xq3bM0c9ZtKe --data .florin`,
};

/** `florin keys`: makes, lists and revokes API keys, beside the server where one runs. */
export function keysCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const part = (name: string, description: string): Command =>
    new Command(name)
      .description(description)
      .option(
        "--data <folder>",
        "the folder of florin serve, which holds the secret of its keys",
        dataFolderDefault,
      )
      .option("--tenant <id>", "whose keys", "default")
      .option("--customer <id>", "keys that stand for this customer before a gateway");
  return new Command("keys")
    .description("add, list, rotate and revoke API keys; a server may go on")
    .addCommand(
      part("add", "make a key and print it; it is kept nowhere and cannot be shown again")
        .option("--name <text>", "what the key is for", "key")
        .option("--read-only", "a key that only reads")
        .option(
          "--scope <scope>",
          "what it may do: an action such as usage.write, or role:developer; may be repeated",
          repeated,
        )
        .option("--expires <instant>", "until when it works, an RFC 3339 instant of real time")
        .addHelpText("after", shown.add)
        .action(async (options: AddOptions) => exit(await addKey(options, terminal))),
    )
    .addCommand(
      part("list", "list every key with its id, and whether it works here")
        .option("--json", "print { keys } as JSON")
        .addHelpText("after", shown.list)
        .action(async (options: ListOptions) => exit(await listKeys(options, terminal))),
    )
    .addCommand(
      part("rotate", "let a new key take a key's place; the old one works on for a while")
        .argument("<id>", "the key's id")
        .option("--overlap-hours <n>", "how long the old key works on", "24")
        .addHelpText("after", shown.rotate)
        .action(async (id: string, options: RotateOptions) =>
          exit(await rotateKey(id, options, terminal)),
        ),
    )
    .addCommand(
      part("revoke", "end a key for good; a running server forgets it within seconds")
        .argument("<id>", "the key's id: the third part of its text, florin_<tenant>_<id>_<secret>")
        .addHelpText("after", shown.revoke)
        .action(async (id: string, options: KeysOptions) =>
          exit(await revokeKey(id, options, terminal)),
        ),
    );
}

/** Makes a key and prints its text, alone, as the result. */
export async function addKey(options: AddOptions, terminal: Terminal): Promise<number> {
  const expiry = expiryOf(options.expires, Date.now(), "--expires");
  const scopes = options.readOnly === true ? ["read"] : options.scope;
  const faults = [...faultsOf(expiry), ...scopeFaults(scopes ?? [], everyAction)];
  if (!expiry.ok || faults.length > 0) return refuseWith(faults.map(atOption), terminal);
  const expiresAt = expiry.value;
  const terms = {
    ...(scopes === undefined ? {} : { scopes }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  const added = await withKeys(options, (keys) => addedBy(keys, options, terms));
  if (!added.ok) return refuseWith(added.faults, terminal);
  terminal.out(added.value);
  terminal.err("Keep it: it is shown once.");
  return exitCodes.done;
}

const atOption = (fault: Fault): Fault =>
  fault.path.startsWith("/scopes/") ? { ...fault, path: "--scope" } : fault;

async function addedBy(
  keys: KeyRing,
  { tenant, customer, name, expires }: AddOptions,
  terms: KeyTerms,
): Promise<Result<string>> {
  if (customer === undefined) return keys.add(tenant, name, terms);
  const made = await keys.ofCustomers.add(tenant, customer, {
    name,
    ...(expires === undefined ? {} : { expiresAt: expires }),
  });
  return made.ok ? ok(made.value.key) : made;
}

/** Prints every key of the tenant, or of one of its customers, oldest first. */
export async function listKeys(options: ListOptions, terminal: Terminal): Promise<number> {
  const { customer } = options;
  if (customer !== undefined) return listOfCustomer(options, customer, terminal);
  const listed = await withKeys(options, (keys) => keys.list(options.tenant));
  if (!listed.ok) return refuseWith(listed.faults, terminal);
  if (options.json === true) {
    const keys = listed.value.map((key) => ({
      ...key,
      createdAt: formatInstant(key.createdAt),
      expiresAt: textOrNull(key.expiresAt),
      revokedAt: textOrNull(key.revokedAt),
      lastUsedAt: textOrNull(key.lastUsedAt),
      replacedBy: key.replacedBy ?? null,
    }));
    terminal.out(JSON.stringify({ keys }, null, 2));
    return exitCodes.done;
  }
  const heads = [left("Id", 14), left("Name", 22), left("May", 16), left("Used", 12)];
  terminal.out(`${heads.join("")}${left("Made", 12)}State`);
  for (const key of listed.value) terminal.out(rowOf(key));
  if (!listed.value.some(works)) terminal.err(noneWorks);
  return exitCodes.done;
}

async function listOfCustomer(
  { json, ...options }: ListOptions,
  customer: string,
  terminal: Terminal,
): Promise<number> {
  const listed = await withKeys(options, (keys) => keys.ofCustomers.list(options.tenant, customer));
  if (!listed.ok) return refuseWith(listed.faults, terminal);
  if (json === true) {
    terminal.out(JSON.stringify({ keys: listed.value }, null, 2));
    return exitCodes.done;
  }
  terminal.out(`${left("Id", 14)}${left("Name", 22)}${left("Used", 12)}${left("Made", 12)}State`);
  for (const key of listed.value) terminal.out(customerRow(key));
  return exitCodes.done;
}

function customerRow({ id, name, lastUsedAt, createdAt, expiresAt, state }: CustomerKeyView) {
  const until = state === "works" && expiresAt !== null ? `, until ${expiresAt}` : "";
  const used = lastUsedAt === null ? "never" : lastUsedAt.slice(0, 10);
  const row = `${left(id, 14)}${left(harmless(name), 20)}  ${left(used, 12)}${left(createdAt.slice(0, 10), 12)}`;
  return `${row}${states[state]}${until}`;
}

/** Makes a key that takes another's place and prints its text, alone, as the result. */
export async function rotateKey(
  id: string,
  options: RotateOptions,
  terminal: Terminal,
): Promise<number> {
  const hours = wholeOption(options.overlapHours, "--overlap-hours", {
    min: 0,
    max: overlapHoursMax,
  });
  if (!hours.ok) return refuseWith(hours.faults, terminal);
  const made = await withKeys(options, (keys) => keys.rotate(options.tenant, id, hours.value));
  if (!made.ok) return refuseWith(made.faults, terminal);
  terminal.out(made.value);
  terminal.err(`Keep it: it is shown once. ${id} works on for ${hours.value} hours.`);
  return exitCodes.done;
}

/** Revokes a key; the same again does nothing. */
export async function revokeKey(
  id: string,
  options: KeysOptions,
  terminal: Terminal,
): Promise<number> {
  const { customer, tenant } = options;
  if (customer !== undefined) {
    const ended = await withKeys(options, (keys) => keys.ofCustomers.revoke(tenant, customer, id));
    if (!ended.ok) return refuseWith(ended.faults, terminal);
    terminal.err(`${id} is revoked; a gateway stops taking it when it next asks.`);
    return exitCodes.done;
  }
  const revoked = await withKeys(options, (keys) => keys.revoke(tenant, id));
  if (!revoked.ok) return refuseWith(revoked.faults, terminal);
  terminal.err(
    `${id} is revoked; a running server stops taking it within ${believedForMs / 1_000} seconds.`,
  );
  if (!revoked.value.some(works)) terminal.err(noneWorks);
  return exitCodes.done;
}

const works = ({ state }: ListedKey): boolean => state === "works";
const noneWorks = "No key works any more; florin keys add makes one.";

const states: Readonly<Record<ListedKey["state"], string>> = {
  works: "works",
  revoked: "revoked",
  expired: "expired",
  "other-secret": "made under the secret of another folder",
};

const textOrNull = (at: Instant | undefined): string | null =>
  at === undefined ? null : formatInstant(at);

/** What a key may do, in a word where there is one. */
const mayOf = (scopes: readonly string[]): string =>
  scopes.includes("write") ? "write" : scopes.join(" ");

function rowOf({ id, name, scopes, createdAt, lastUsedAt, ...key }: ListedKey): string {
  const { expiresAt, replacedBy, state } = key;
  const made = formatInstant(createdAt).slice(0, 10);
  const until =
    state === "works" && expiresAt !== undefined ? `, until ${formatInstant(expiresAt)}` : "";
  const used = lastUsedAt === undefined ? "never" : formatInstant(lastUsedAt).slice(0, 10);
  const cells = [left(id, 14), left(harmless(name), 20), "  ", left(mayOf(scopes), 14), "  "];
  const row = `${cells.join("")}${left(used, 12)}${left(made, 12)}`;
  const by = replacedBy === undefined ? "" : `, replaced by ${replacedBy}`;
  return `${row}${states[state]}${until}${by}`;
}

/** Does work on the keys of a database, under the secret of a folder that must be there. */
async function withKeys<T>(
  { data }: KeysOptions,
  work: (keys: KeyRing) => Promise<Result<T>>,
): Promise<Result<T>> {
  const installation = await findInstallation(data);
  if (installation === undefined)
    return refuse({
      code: "file-not-found",
      path: "--data",
      message: "no server has run on this folder: it holds no secret to make keys under",
      value: data,
      suggestion: "name the folder that florin serve was given; with DATABASE_URL too",
    });
  const realNow = (): Instant => Date.now();
  return withStoredData({ data }, (store) => {
    const keys = createApiKeys(store, installation.pepper, realNow);
    const ofCustomers = createCustomerKeys(store, installation.pepper, realNow);
    return work(keyRing(store, keys, ofCustomers, realNow));
  });
}
