import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { anyCharge, noon, tell } from "./intent.fixture.ts";
import { manualProvider, moneyCame, moneyFailed, moneyWentBack } from "./manual.ts";
import type { PaymentIntent } from "./payment-intent.ts";
import { describePaymentProvider, type ProviderUnderTest } from "./provider.conformance.ts";
import type { IntentReport } from "./provider-report.ts";
import type { IntentEvent } from "./step-intent.ts";

const provider = expectOk(manualProvider());
const said = (report: IntentReport): IntentEvent => ({
  kind: "report",
  event: { id: `said-${report.at}`, at: report.at },
  report,
});
const entry = { reference: "BANK-77", at: noon + 1 };

const sayAll = (intent: PaymentIntent): IntentEvent =>
  intent.kind === "charge"
    ? said(moneyCame(intent, intent.amount, entry))
    : said(moneyWentBack(intent, "succeeded", noon + 1));

const under: ProviderUnderTest = {
  name: "manual",
  provider: () => provider,
  now: () => noon,
  methods: { succeeds: () => ({ kind: "bank-transfer" }) },
  settle: () => undefined,
  tellings: (intent) => [sayAll(intent), sayAll(intent)],
  secrets: [],
  currencies: ["USD", "JPY", "KWD"],
};

describePaymentProvider(under);

describe("money by hand", () => {
  const charge = anyCharge({ provider: "manual" });

  it("comes in parts, each with the operator's reference and once", () => {
    const first = said(moneyCame(charge, "70.00", { reference: "A", at: noon }));
    const second = said(moneyCame(charge, "50.00", { reference: "B", at: noon + 1 }));
    const { effects } = tell(charge, [first, second, first]);
    expect(effects.map(({ id, amount }) => `${id} ${amount}`)).toEqual([
      "int-1:manual-int-1-A:received 70.00",
      "int-1:manual-int-1-B:received 50.00",
    ]);
  });

  it("that will not come is a failure for good", () => {
    const { intent, effects } = tell(charge, [said(moneyFailed(charge, "cheque-bounced", noon))]);
    expect(intent.state).toBe("failed");
    expect(effects).toMatchObject([{ kind: "payment-failed", decline: { class: "final" } }]);
  });
});
