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
  {
    rule: "number-series",
    edits: {
      "/invoicing": { series: "INV" },
      "/contracts": {
        one: { name: "One", term: 12, invoicing: { series: "CN" } },
        two: { name: "Two", term: 12, invoicing: { series: "TWO", creditNoteSeries: "TWO" } },
      },
    },
    finds: [
      "series-shared /contracts/one/invoicing/series",
      "series-shared /contracts/two/invoicing/creditNoteSeries",
    ],
  },
  {
    rule: "coupon-terms",
    edits: {
      "/discounts": { open: { kind: "percent", percent: "negotiated", reason: "promotional" } },
      "/coupons": {
        one: {
          name: "One",
          code: "HELLO",
          discount: "open",
          duration: { kind: "once" },
          validFrom: "2026-03-02",
          validUntil: "2026-03-01",
        },
        two: { name: "Two", code: "hello", discount: "open", duration: { kind: "forever" } },
      },
    },
    finds: [
      "duplicate-code /coupons/two/code",
      "range-reversed /coupons/one/validUntil",
      "open-coupon /coupons/one/discount",
      "open-coupon /coupons/two/discount",
    ],
  },
  {
    rule: "price-indexes",
    edits: {
      "/indexes": {
        cpi: {
          name: "CPI",
          values: [
            { day: "2026-01-01", value: 100 },
            { day: "2026-01-01", value: 101, published: "2026-02-10" },
            { day: "2025-12-01", value: 0 },
            { day: "2026-02-01", value: 102, published: "2026-01-31" },
          ],
        },
      },
    },
    finds: [
      "index-not-positive /indexes/cpi/values/2/value",
      "index-not-in-order /indexes/cpi/values/2",
      "index-published-before /indexes/cpi/values/3/published",
    ],
  },
  {
    rule: "rebate-terms",
    edits: {
      "/contracts/big": {
        name: "Big",
        term: 12,
        rebate: {
          per: "annual",
          offer: "day",
          meter: "calls",
          tiers: [
            { from: 100, percent: "5%" },
            { from: 100, percent: "10%" },
            { from: 200, percent: "10%" },
          ],
        },
      },
    },
    finds: [
      "unknown-offer /contracts/big/rebate/offer",
      "rebate-counts-two /contracts/big/rebate/meter",
      "rebate-not-rising /contracts/big/rebate/tiers/1",
      "rebate-not-rising /contracts/big/rebate/tiers/2",
    ],
  },
] as const;
