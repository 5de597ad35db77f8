/** What the rules on invoicing and payment find in the small document, as the cases of the other rules are written. */
export const billingCases = [
  {
    rule: "dunning-terms",
    edits: {
      "/payment": {
        methods: { card: { kind: "card" } },
        dunning: {
          steps: [
            { afterDueDays: -1, action: "warn" },
            { afterDueDays: -1, action: "remind", fee: "5 USD" },
          ],
        },
      },
    },
    finds: [
      "dunning-before-due /payment/dunning/steps/0/afterDueDays",
      "dunning-steps-not-rising /payment/dunning/steps/1/afterDueDays",
      "dunning-fee-without-stream /payment/dunning/steps/1/fee",
    ],
  },
  {
    rule: "number-series",
    edits: { "/invoicing": { series: "AC", creditNoteSeries: "AC" } },
    finds: ["series-shared /invoicing/creditNoteSeries"],
  },
  {
    rule: "number-series",
    edits: { "/invoicing": { series: "CN" } },
    finds: ["series-shared /invoicing/series"],
  },
] as const;
