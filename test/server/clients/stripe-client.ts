import Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { type ClientServer, operationsOf } from "./client-server.ts";

/** What `stripe` may do: its meter events of both versions. */
export function stripeClient(running: () => ClientServer): void {
  let server: ClientServer;
  let stripe: Stripe;
  const speaking = (key: string): Stripe => {
    const { hostname, port } = new URL(server.origin);
    return new Stripe(key, { host: hostname, port, protocol: "http", maxNetworkRetries: 0 });
  };
  beforeAll(() => {
    server = running();
    stripe = speaking(server.apiKey);
  });
  const used = (customer: string) => operationsOf(server, customer);
  const payload = (customer: string, operations: string) => ({
    stripe_customer_id: customer,
    operations,
  });
  const thrown = (asked: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
    asked.then(
      () => {
        throw new Error("nothing was refused");
      },
      (error: unknown) => error as Stripe.errors.StripeError,
    );
  const noon = Date.UTC(2026, 0, 7, 12) / 1_000;

  describe("billing.meterEvents", () => {
    it("stores an event once, whatever is repeated of it", async () => {
      const event = {
        event_name: "inference",
        identifier: "st-1",
        timestamp: noon,
        payload: payload("st-a", "25"),
      };
      const stored = await stripe.billing.meterEvents.create(event);
      expect(stored).toMatchObject({ ...event, object: "billing.meter_event", livemode: false });
      await stripe.billing.meterEvents.create(event);
      await stripe.billing.meterEvents.create({ ...event, timestamp: noon + 1 });
      expect(await used("st-a")).toBe("25");
    });

    it("cancels an event that was a mistake, once however often it is told", async () => {
      const check = async () =>
        server.api.post("/v1/entitlements/check", { customer: "c-1", meter: "operations" });
      const usedBefore = JSON.stringify((await check()).json);
      const mistake = { event_name: "inference", identifier: "st-wrong", timestamp: noon };
      const key = { idempotencyKey: "st-key-wrong" };
      await stripe.billing.meterEvents.create({ ...mistake, payload: payload("c-1", "40") }, key);
      // Seen at once, though the answer before is a moment old.
      expect(JSON.stringify((await check()).json)).not.toBe(usedBefore);
      const cancel = {
        event_name: "inference",
        type: "cancel",
        cancel: { identifier: "st-wrong" },
      } as const;
      const done = await stripe.billing.meterEventAdjustments.create(cancel);
      expect(done).toMatchObject({ ...cancel, status: "complete" });
      expect(await stripe.billing.meterEventAdjustments.create(cancel)).toMatchObject(cancel);
      expect(JSON.stringify((await check()).json)).toBe(usedBefore);
      for (const other of [
        { ...cancel, cancel: { identifier: "st-none" } },
        { ...cancel, event_name: "training" },
      ])
        expect(await thrown(stripe.billing.meterEventAdjustments.create(other))).toMatchObject({
          type: "StripeInvalidRequestError",
          code: "unknown-event",
          param: "cancel",
        });
    });

    it("answers a repeated key with the event to which it gave an identifier", async () => {
      const event = { event_name: "inference", payload: payload("st-b", "3") };
      const key = { idempotencyKey: "st-key-1" };
      const first = await stripe.billing.meterEvents.create(event, key);
      const again = await stripe.billing.meterEvents.create(event, key);
      expect([again.identifier, again.timestamp]).toEqual([first.identifier, first.timestamp]);
      expect(await stripe.billing.meterEvents.create(event)).not.toMatchObject({
        identifier: first.identifier,
      });
      expect(await used("st-b")).toBe("6");
    });

    it("refuses with the errors that the SDK knows", async () => {
      const event = { event_name: "inference", payload: payload("st-a", "9") };
      const { errors } = Stripe;
      const taken = await thrown(
        stripe.billing.meterEvents.create({ ...event, identifier: "st-1" }),
      );
      expect(taken).toBeInstanceOf(errors.StripeInvalidRequestError);
      expect(taken).toMatchObject({ code: "event-conflict", param: "identifier", statusCode: 400 });
      const wrong = await thrown(
        stripe.billing.meterEvents.create({ ...event, payload: payload("st-a", "many") }),
      );
      expect(wrong).toMatchObject({ code: "not-a-number", param: "payload[operations]" });
      const nobody = await thrown(
        stripe.billing.meterEvents.create({ ...event, payload: { operations: "1" } }),
      );
      expect(nobody).toMatchObject({
        code: "parameter_missing",
        param: "payload[stripe_customer_id]",
      });
      const key = { idempotencyKey: "st-key-2" };
      await stripe.billing.meterEvents.create({ ...event, payload: payload("st-c", "1") }, key);
      const reused = await thrown(stripe.billing.meterEvents.create(event, key));
      expect(reused).toBeInstanceOf(errors.StripeIdempotencyError);
      const stranger = await thrown(speaking("sk_nobody").billing.meterEvents.create(event));
      expect(stranger).toBeInstanceOf(errors.StripeAuthenticationError);
      expect(await used("st-a")).toBe("25");
    });
  });

  describe("v2.billing.meterEvents", () => {
    it("stores an event once, and one with the identifier of the first version never again", async () => {
      const event = {
        event_name: "inference",
        identifier: "st-2",
        timestamp: "2026-01-07T12:00:00Z",
        payload: payload("st-d", "40"),
      };
      const stored = await stripe.v2.billing.meterEvents.create(event);
      expect(stored).toMatchObject({ ...event, object: "v2.billing.meter_event" });
      await stripe.v2.billing.meterEvents.create(event);
      await stripe.billing.meterEvents.create({ ...event, timestamp: noon });
      expect(await used("st-d")).toBe("40");
    });

    it("refuses with the errors that the SDK knows", async () => {
      const event = { event_name: "inference", payload: payload("st-d", "1") };
      const early = { ...event, timestamp: "2026-03-07T12:00:00Z" };
      const refused = await thrown(stripe.v2.billing.meterEvents.create(early));
      expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
      expect(refused).toMatchObject({ code: "event-in-future", param: "timestamp" });
      const stranger = await thrown(speaking("sk_nobody").v2.billing.meterEvents.create(event));
      expect(stranger).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    });
  });
}
