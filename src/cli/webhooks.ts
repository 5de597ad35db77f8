import { Command } from "commander";
import type { Page } from "../services/reports.ts";
import type {
  DeliveryView,
  EndpointView,
  Replayed,
  SecretView,
} from "../services/webhooks/webhook-views.ts";
import { harmless, left } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { repeated } from "./repeated.ts";
import { ask, asking, type ServerOptions } from "./server-api.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

interface AddOptions extends ServerOptions {
  readonly events: readonly string[];
  readonly description?: string;
}

interface DeliveryOptions extends ServerOptions {
  readonly endpoint?: string;
  readonly state?: string;
}

interface ReplayOptions extends ServerOptions {
  readonly events: readonly string[];
  readonly endpoint?: string;
  readonly from?: string;
  readonly to?: string;
  readonly all?: boolean;
}

const endpoints = "/v1/webhook-endpoints";

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  florin webhooks ${line}`).join("\n")}

The key is read from the folder of florin serve, or taken from FLORIN_API_KEY.`;

/** `florin webhooks`: where a running server sends events to, and what became of them. */
export function webhooksCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("webhooks").description(
    "tell other systems what happens: endpoints, deliveries, replay",
  );
  asking(command.command("list"))
    .description("list where events are sent")
    .addHelpText(
      "after",
      examples("list --json | jq .items[].url", "list --server http://127.0.0.1:4280"),
    )
    .action(async (options: ServerOptions) => exit(await listEndpoints(options, terminal)));
  asking(command.command("add"))
    .description("have events sent to an address; prints the secret, which is shown once")
    .argument("<url>", "https, to a public address")
    .option("--events <type>", "a type, or invoice.* for all of a word; repeatable", repeated, [])
    .option("--description <text>", "what it is for")
    .addHelpText("after", examples("add https://example.com/webhooks --events 'invoice.*'"))
    .action(async (url: string, options: AddOptions) =>
      exit(await addEndpoint(url, options, terminal)),
    );
  const one = (name: string, description: string, work: typeof changeEndpoint): Command =>
    asking(command.command(name))
      .description(description)
      .argument("<endpoint>", "its id")
      .addHelpText("after", examples(`${name} ep_Xq3bM0c9ZtKe --data .florin`))
      .action(async (id: string, options: ServerOptions) =>
        exit(await work(name, id, options, terminal)),
      );
  one("test", "send an event of type webhook.test", sendTest);
  one("rotate", "make a new secret; for a day messages are signed with the old one too", rotate);
  one("enable", "send to an endpoint again; what waits goes out at once", changeEndpoint);
  one("disable", "send nothing to an endpoint until it is enabled", changeEndpoint);
  asking(command.command("deliveries"))
    .description("list what was sent and what waits, the newest first")
    .option("--endpoint <id>", "to this endpoint")
    .option("--state <state>", "waiting, delivered or failed")
    .addHelpText("after", examples("deliveries --state failed"))
    .action(async (options: DeliveryOptions) => exit(await listDeliveries(options, terminal)));
  asking(command.command("replay"))
    .description("send a delivery's event again, or what an endpoint missed in a time")
    .argument("[delivery]", "the delivery's id")
    .option("--endpoint <id>", "instead of a delivery: all that this endpoint missed")
    .option("--from <instant>", "from this RFC 3339 instant on")
    .option("--to <instant>", "before this one; until now where absent")
    .option("--all", "what it took, too")
    .option("--events <type>", "only a type, or invoice.*; repeatable", repeated, [])
    .addHelpText(
      "after",
      examples(
        "replay dlv_r5T0uV8wYb2Ce4Gh6Jk1",
        "replay --endpoint ep_Xq3bM0c9ZtKe --from 2026-01-10T00:00:00Z",
      ),
    )
    .action(async (delivery: string | undefined, options: ReplayOptions) =>
      exit(await replay(delivery, options, terminal)),
    );
  return command;
}

type Asked = Parameters<typeof ask>[1];

/** Asks, and prints what came: as JSON where that is wanted, else line by line. */
async function printed<T>(
  options: ServerOptions,
  asked: Asked,
  terminal: Terminal,
  lines: (answer: T) => readonly string[],
): Promise<number> {
  const answer = await ask<T>(options, asked);
  if (!answer.ok) return refuseWith(answer.faults, terminal);
  if (options.json === true) terminal.out(JSON.stringify(answer.value));
  else for (const line of lines(answer.value)) terminal.out(line);
  return exitCodes.done;
}

const listEndpoints = (options: ServerOptions, terminal: Terminal): Promise<number> =>
  printed<{ readonly items: readonly EndpointView[] }>(
    options,
    { method: "GET", path: endpoints },
    terminal,
    ({ items }) => [
      `${left("Id", 18)}${left("State", 12)}${left("Events", 26)}Address`,
      ...items.map(
        (one) =>
          `${left(one.id, 18)}${left(stateOf(one), 12)}${left(one.events.join(",") || "all", 24)}  ${harmless(one.url)}`,
      ),
    ],
  );

function stateOf({ enabled, failingSince }: EndpointView): string {
  if (!enabled) return "disabled";
  return failingSince === null ? "works" : "failing";
}

const withSecret = ({ id, url, secret }: SecretView): readonly string[] => [
  `${id}  ${harmless(url)}`,
  secret,
];

async function addEndpoint(
  url: string,
  { events, description, ...options }: AddOptions,
  terminal: Terminal,
): Promise<number> {
  const body = JSON.stringify({ url, events, ...(description && { description }) });
  const asked = { method: "POST", path: endpoints, body } as const;
  const code = await printed<SecretView>(options, asked, terminal, withSecret);
  if (code === exitCodes.done) terminal.err("Keep the secret: it is shown once.");
  return code;
}

const pathOf = (id: string, act: string): string => `${endpoints}/${encodeURIComponent(id)}/${act}`;

const changeEndpoint = (
  act: string,
  id: string,
  options: ServerOptions,
  terminal: Terminal,
): Promise<number> =>
  printed<EndpointView>(options, { method: "POST", path: pathOf(id, act) }, terminal, (one) => [
    `${one.id} is ${one.enabled ? "enabled" : "disabled"}`,
  ]);

const rotate: typeof changeEndpoint = (act, id, options, terminal) =>
  printed<SecretView>(options, { method: "POST", path: pathOf(id, act) }, terminal, withSecret);

const sendTest: typeof changeEndpoint = (act, id, options, terminal) =>
  printed<DeliveryView>(options, { method: "POST", path: pathOf(id, act) }, terminal, deliveryLine);

const deliveryLine = (one: DeliveryView): readonly string[] => [
  `${left(one.id, 26)}${left(one.state, 11)}${left(String(one.attempts), 4)}${left(one.type, 26)}${left(harmless(one.account ?? ""), 16)}${one.createdAt}`,
];

function listDeliveries(
  { endpoint, state, ...options }: DeliveryOptions,
  terminal: Terminal,
): Promise<number> {
  const query = new URLSearchParams({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(state === undefined ? {} : { state }),
  });
  const path = `/v1/webhook-deliveries?${query}`;
  return printed<Page<DeliveryView>>(options, { method: "GET", path }, terminal, ({ items }) =>
    items.flatMap(deliveryLine),
  );
}

async function replay(
  delivery: string | undefined,
  { endpoint, from, to, all, events, ...options }: ReplayOptions,
  terminal: Terminal,
): Promise<number> {
  if (delivery !== undefined) {
    const path = `/v1/webhook-deliveries/${encodeURIComponent(delivery)}/replay`;
    return printed<DeliveryView>(options, { method: "POST", path }, terminal, deliveryLine);
  }
  if (endpoint === undefined || from === undefined)
    return refuseWith(
      [
        {
          code: "missing-field",
          path: endpoint === undefined ? "--endpoint" : "--from",
          message: "name a delivery, or an endpoint and from when",
        },
      ],
      terminal,
    );
  const only = all === true ? "all" : "missed";
  const body = JSON.stringify({
    ...{ from, only },
    ...(to === undefined ? {} : { to }),
    ...(events.length === 0 ? {} : { events }),
  });
  const asked = { method: "POST", path: pathOf(endpoint, "replay"), body } as const;
  return printed<Replayed>(options, asked, terminal, ({ deliveries }) => [
    `${deliveries} to be sent again`,
  ]);
}
