import type { FastifyInstance } from "fastify";
import type { Fault } from "../../../fault/fault.ts";
import { unknownEvent } from "../../../metering/correction-book.ts";
import type { Services } from "../../../services/services.ts";
import { writer } from "../../authenticate.ts";
import { bytesOf, onceFor, sendStored } from "../../idempotency.ts";
import { refusalOf } from "../../problem.ts";
import { noQuery } from "../../query.ts";
import { accept } from "../../read-body.ts";
import { isRecord } from "../../record.ts";
import { formBody, meterEventSource as source } from "./meter-events.ts";

/**
 * `POST /v1/billing/meter_event_adjustments`: cancels the event of an identifier, which is voided as by a correction. It is done when
 * it is answered, at any time after the event; cancelled again it is answered alike.
 */
export function meterEventAdjustmentRoutes(
  app: FastifyInstance,
  { reports, correctEvents, clock }: Pick<Services, "reports" | "correctEvents" | "clock">,
): void {
  app.post("/v1/billing/meter_event_adjustments", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const { event_name, identifier } = fieldsOf(formBody(request));
    const of = { source, id: identifier };
    const unknown = (): Fault => ({
      ...unknownEvent({ id: identifier, kind: "void", of }),
      path: "/cancel/identifier",
    });
    const found = await reports.event(tenant, of);
    if (found !== undefined && found.versions.at(-1)?.type !== event_name)
      throw refusalOf([unknown()]);
    const isKeyed = request.headers["idempotency-key"] !== undefined;
    const once = isKeyed ? onceFor(request, bytesOf(request.body)) : undefined;
    const correction = {
      id: `${source}/${identifier}`,
      void: of,
      reason: "meter event adjustment",
    };
    const stored = await correctEvents(tenant, [correction], once, ([answer]) => {
      if (answer?.status === "unknown-event") throw refusalOf([unknown()]);
      if (answer?.errors !== undefined) throw refusalOf(answer.errors);
      return {
        status: 200,
        body: JSON.stringify({
          object: "billing.meter_event_adjustment",
          cancel: { identifier },
          event_name,
          livemode: clock.mode(tenant) === "real",
          status: "complete",
          type: "cancel",
        }),
      };
    });
    return sendStored(reply, accept(stored));
  });
}

const known = ["event_name", "type", "cancel", "expand"];

function fieldsOf(body: unknown): { readonly event_name: string; readonly identifier: string } {
  const fields = isRecord(body) ? body : {};
  const { event_name, type, cancel } = fields;
  const faults: Fault[] = Object.keys(fields)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: "unknown-field",
      path: `/${name.slice(0, 60)}`,
      message: "an adjustment has no such parameter",
    }));
  const identifier = isRecord(cancel) ? cancel.identifier : undefined;
  if (type !== "cancel")
    faults.push({ code: "not-a-choice", path: "/type", message: "an adjustment is a cancel" });
  if (typeof event_name !== "string") faults.push(missing("/event_name"));
  if (typeof identifier !== "string") faults.push(missing("/cancel/identifier"));
  if (typeof event_name !== "string" || typeof identifier !== "string" || faults.length > 0)
    throw refusalOf(faults);
  return { event_name, identifier };
}

const missing = (path: string): Fault => ({
  code: "missing-field",
  path,
  message: "an adjustment names its event",
  suggestion: "send event_name and cancel[identifier]",
});
