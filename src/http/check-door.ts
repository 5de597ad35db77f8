import { readShape } from "../model/shape.ts";
import type { EntitlementDesk } from "../services/entitlements/entitlement-answers.ts";
import { checkRequestShape } from "../services/entitlements/entitlement-shapes.ts";
import type { DoorRoute } from "./front-door.ts";
import { storable } from "./stored-text.ts";

/** Whether a customer may use something. Questions that break a rule, and those about nothing that is known, go on. */
export const checkDoor = (check: EntitlementDesk["check"]): DoorRoute => ({
  action: "entitlements.read",
  together: true,
  answer: async (tenant, json) => {
    const { value, faults } = readShape(checkRequestShape, json);
    if (faults.length > 0 || !storable({ ok: true, value }, json, "fact").ok) return undefined;
    const decision = await check(tenant, value);
    return decision.ok ? decision.value : undefined;
  },
});
