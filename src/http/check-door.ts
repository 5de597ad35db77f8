import { readShape } from "../model/shape.ts";
import type {
  CheckRequest,
  EntitlementDesk,
  UseDecision,
} from "../services/entitlements/entitlement-answers.ts";
import { checkRequestShape } from "../services/entitlements/entitlement-shapes.ts";
import type { DoorRoute } from "./front-door.ts";
import { plainJson } from "./plain-json.ts";
import { storable } from "./stored-text.ts";

/** A question, and what was last said to it. */
interface Asked {
  readonly request: CheckRequest;
  decision?: UseDecision;
  told?: string;
}

/** Bodies that are remembered, and the length of those that are. */
const remembered = { bodies: 4_096, length: 512 } as const;

/**
 * Whether a customer may use something. Questions that break a rule, and those about nothing that is known, go on.
 *
 * The same few are asked again and again: what a body asks is remembered by its text, and what a decision says for as long as
 * the desk decides the same.
 */
export function checkDoor(check: EntitlementDesk["check"]): DoorRoute {
  const known = new Map<string, Asked>();
  const askedBy = (body: string): Asked | undefined => {
    const before = known.get(body);
    if (before !== undefined) return before;
    const request = readQuestion(body);
    if (request === undefined) return undefined;
    const asked = { request };
    if (known.size >= remembered.bodies) known.clear();
    if (body.length <= remembered.length) known.set(body, asked);
    return asked;
  };
  return {
    action: "entitlements.read",
    together: true,
    answer: async (tenant, body) => {
      const asked = askedBy(body);
      if (asked === undefined) return undefined;
      const decision = await check(tenant, asked.request);
      if (!decision.ok) return undefined;
      if (asked.told !== undefined && asked.decision === decision.value) return asked.told;
      asked.decision = decision.value;
      asked.told = JSON.stringify(decision.value);
      return asked.told;
    },
  };
}

function readQuestion(body: string): CheckRequest | undefined {
  const json = plainJson(body);
  if (json === undefined) return undefined;
  const { value, faults } = readShape(checkRequestShape, json);
  return faults.length === 0 && storable({ ok: true, value }, json, "fact").ok ? value : undefined;
}
