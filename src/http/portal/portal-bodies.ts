import type { PortalRole } from "../../access/portal-acts.ts";
import { literal, type Shape, text, textThat } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import { quantity } from "../../model/shape-values.ts";
import type { Quantity } from "../../money/quantity.ts";
import type { PortalInvitation } from "../../services/portal/portal-members.ts";
import { portalRoleShape } from "../../services/portal/portal-shapes.ts";

/** Other terms that a customer chooses; what it leaves out stays. */
interface ChangeBody {
  readonly subscription: string;
  readonly plan?: string;
  readonly cadence?: string;
  readonly quantity?: Quantity;
  readonly when?: "now" | "period-end";
}

interface CancellationBody {
  readonly subscription: string;
  readonly when?: "period-end" | "now";
  readonly reason?: string;
}

const when = literal("now", "period-end");

/** Other terms. */
export const changeBody = object<ChangeBody>({
  subscription: text,
  plan: optional(text),
  cadence: optional(text),
  quantity: optional(quantity),
  when: optional(when),
});

const reasonLengthMax = 500;

const reason: Shape<string> = textThat({
  fault: (given) =>
    given.length <= reasonLengthMax
      ? undefined
      : { code: "text-length", message: `a reason has at most ${reasonLengthMax} characters` },
  standIn: "",
  schema: { maxLength: reasonLengthMax },
});

/** That a subscription is to end. */
export const cancellationBody = object<CancellationBody>({
  subscription: text,
  when: optional(when),
  reason: optional(reason),
});

/** That a change is taken back. */
export const undoingBody = object<{ readonly subscription: string; readonly change: string }>({
  subscription: text,
  change: text,
});

/** A page of the portal that a provider sends people back to. */
const returnPath: Shape<string> = textThat({
  fault: (given) =>
    given.length <= 500 &&
    !given.includes("..") &&
    /^\/portal\/[\w\-.~%:/]*(?:\?[\w\-.~%:=&]*)?$/.test(given)
      ? undefined
      : {
          code: "invalid-return-path",
          message: "this is no page of the portal",
          suggestion: 'write "/portal/payment?added=1"',
        },
  standIn: "/portal/",
  schema: { pattern: "^/portal/", maxLength: 500 },
});

interface PageBody {
  readonly provider?: string;
  readonly returnPath?: string;
}

/** Which page of a provider to open, and where it leads back to. */
export const pageBody = object<PageBody>({
  provider: optional(text),
  returnPath: optional(returnPath),
});
/** Whose methods. */
export const providerBody = object<Pick<PageBody, "provider">>({ provider: optional(text) });
/** What to charge. */
export const chargeBody = object<{ readonly method?: string }>({ method: optional(text) });

/** Who is invited. */
export const invitationBody = object<PortalInvitation>({
  name: text,
  email: text,
  role: portalRoleShape,
});
/** What somebody is to be. */
export const roleBody = object<{ readonly role: PortalRole }>({ role: portalRoleShape });

/** The token of a link. */
export const entranceBody = object<{ readonly token: string }>({ token: text });
