/** What every agent is told before it asks anything. */
const always = `Amounts and quantities are exact decimal text, never floats; times are RFC 3339, UTC, and ranges end before their last instant. A long answer comes in pages: call again with \`cursor\` set to \`next\`. A refused call says a code, the argument (\`path\`) and often what would be accepted (\`suggestion\`): mend the call by that. Never work out an amount yourself where a tool explains it. Read florin://words for what words mean here.`;

/** What agents of a server are told. */
export const instructions = `Florin is a business model that runs: a model says what is sold and planned, facts say what happened, and customers are billed by it. Ask for ids with find_customers and list_invoices before you use them. ${always}`;

/** What agents of a model file are told. */
export const fileInstructions = `You work on one model file of Florin: what a business sells, at which prices, and what it plans. The file is read anew for each call: edit it, then call check_model, quote_price and get_forecast to see what became of it. Nothing here knows of customers. ${always}`;

/** Words and what they mean, as `florin://words` and docs/agents.md have them. */
const words: readonly (readonly [word: string, meaning: string])[] = [
  [
    "model",
    "The typed document of a business: plans, meters, prices, costs, plan figures. Versions are published and never change.",
  ],
  [
    "plan",
    "Something that customers subscribe to, with prices by cadence and charges for use. Also, of figures: what the business expects (`forecast`).",
  ],
  ["charge", "What a plan bills for the use of a meter."],
  ["meter", "How events become a quantity: a sum, a count, a peak, distinct values …"],
  [
    "event",
    "One use, sent as it happened: source, id, type, customer, time, data. The same source and id count once.",
  ],
  ["customer", "Who buys. Another customer may pay for it (`payer`)."],
  [
    "subscription",
    "A customer's purchase of a plan from a day on; its phases are the terms that hold one after another.",
  ],
  ["fact", "What somebody told: a purchase, a change, a payment. Dated, never altered."],
  ["timeline", "Everything that happened to a customer's account, in order."],
  [
    "invoice",
    "A final document with its lines; `draft` while it may still change. A credit note takes back what an invoice said.",
  ],
  ["explanation", "The steps that lead to the amount of a line, from quantity to rounding."],
  ["running cost", "What open periods come to so far, and projected to their end."],
  ["entitlement", "What a customer may use: features, limits, quotas."],
  ["stream", "A kind of revenue that reports divide by."],
  ["segment", "A kind of customer, as the plan expects them and as customers are told."],
  ["MRR", "Recurring revenue of a month: what running subscriptions come to, by month."],
  ["driver", "A figure of the plan that others follow from: churn, price, first customers."],
  ["scenario", "The plan with some drivers told otherwise."],
  ["target", "A goal for a figure of the forecast, and the month it is for."],
  ["claim", "A figure that the plan's source document states; the audit works it out again."],
  ["locked plan", "A plan kept as it was at an instant, to hold against what happens."],
  ["variance", "What lies between a locked plan and what happened, divided by cause."],
  ["parked", "An account that billing leaves alone until somebody looks at it."],
];

/** The words as Markdown, one line each. */
export const wordsText = words.map(([word, meaning]) => `- **${word}**: ${meaning}`).join("\n");
