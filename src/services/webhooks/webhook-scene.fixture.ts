import { expectOk } from "../../fault/fault.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import type { Instant } from "../../time/instant.ts";
import { parseRange } from "../../webhook/address-rules.ts";
import { createDispatcher, type Dispatcher } from "./dispatcher.ts";
import type { Outgoing, Sender, SendOutcome } from "./send-message.ts";
import { tellEvents } from "./tell-events.ts";
import { createWebhookDesk, type WebhookDesk } from "./webhook-desk.ts";
import { createWebhookSecrets } from "./webhook-secrets.ts";
import type { SecretView } from "./webhook-views.ts";

/** A database, a clock that is set, and whoever sends. */
export interface WebhookScene {
  readonly database: TestDatabase;
  readonly clock: { now: Instant };
  readonly desk: WebhookDesk;
  /** A server process that sends by `send`. */
  readonly process: (send: Sender["send"]) => Dispatcher;
  readonly disabled: string[];
  /** Adds an endpoint for all events. */
  readonly endpoint: (tenant: string, url?: string) => Promise<SecretView>;
  /** Commits that these customers were parked, in order. */
  readonly happened: (tenant: string, ...customers: readonly string[]) => Promise<void>;
}

/** Everything on loopback, which the settings open. */
export const loopback = ["127.0.0.0/8"].flatMap((text) => parseRange(text) ?? []);

let counted = 0;

/** Opens a scene on a fresh database; the caller drops it. */
export async function webhookScene(): Promise<WebhookScene> {
  const database = await testDatabase();
  const { store } = database;
  const clock = { now: Date.now() };
  const now = (): Instant => clock.now;
  const secrets = createWebhookSecrets(Buffer.alloc(32, 7));
  const disabled: string[] = [];
  const desk = createWebhookDesk({
    store,
    now,
    secrets,
    allowed: loopback,
    onFirst: async () => {},
  });
  return {
    database,
    clock,
    desk,
    disabled,
    process: (send) =>
      createDispatcher({
        store,
        now,
        chance: () => 0,
        secrets,
        sender: { send, close: async () => {} },
        onDisabled: (tenant, _, reason) => disabled.push(`${tenant}: ${reason}`),
      }),
    endpoint: async (tenant, url = "https://receiver.example/hooks") =>
      expectOk(await desk.add(tenant, { url })),
    happened: (tenant, ...customers) =>
      store.withTenant(tenant, (tx) =>
        tellEvents(
          tx,
          customers.map((customer) => {
            counted += 1;
            const data = { customer, reason: `${counted}` };
            return { type: "account.parked", key: `${counted}`, account: customer, at: 0, data };
          }),
        ),
      ),
  };
}

/** Answers by a rule, and keeps what came: `customer reason`. */
export function receiver(
  rule: (
    told: { readonly customer: string; readonly reason: string },
    message: Outgoing,
  ) => SendOutcome | Promise<SendOutcome> = () => taken,
) {
  const heard: string[] = [];
  const messages: Outgoing[] = [];
  const send = async (message: Outgoing): Promise<SendOutcome> => {
    messages.push(message);
    const { data } = JSON.parse(message.body) as {
      readonly data: { readonly customer: string; readonly reason: string };
    };
    const outcome = await rule(data, message);
    if (outcome.outcome === "delivered") heard.push(`${data.customer} ${data.reason}`);
    return outcome;
  };
  return { heard, messages, send };
}

/** An answer of 204. */
export const taken: SendOutcome = { outcome: "delivered", status: 204, detail: "" };

/** An answer of 500. */
export const broken: SendOutcome = { outcome: "refused", status: 500, detail: "broken" };
