import type { ContractTold } from "../account/contracts/contract-fact.ts";
import { list, type Shape } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { ContractAnswer } from "../services/accounts/account-answers.ts";
import { contractStatuses } from "../services/accounts/account-answers.ts";
import { contractShape } from "../services/accounts/account-shapes.ts";
import { pageShape } from "../services/report-shapes.ts";
import { expand, withCustomer } from "./openapi-expanded.ts";
import { factRoute } from "./openapi-fact-route.ts";
import {
  answerComponent,
  idInPath,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";

type Posted<F extends ContractTold["fact"]> = Omit<
  Extract<ContractTold, { readonly fact: F }>,
  "fact"
>;

const signed: Posted<"contract"> = {
  id: "k-1",
  customer: "c-17",
  template: "yearly",
  number: "MSA-7",
  start: "2026-01-01",
};

const about = { customer: "c-17", contract: "k-1" } as const;

const renewal: Posted<"contract-renewal"> = { id: "r-1", ...about, months: 24 };

const notice: Posted<"contract-notice"> = { id: "n-1", ...about };

const withdrawal: Posted<"contract-notice-withdrawal"> = { id: "w-1", ...about };

const renewalWithdrawal: Posted<"contract-renewal-withdrawal"> = { id: "rw-1", ...about };

const indexValue: Posted<"index-value"> = {
  id: "v-1",
  ...about,
  day: "2026-12-01",
  value: "314.1",
};

const volumeEstimate: Posted<"volume-estimate"> = { id: "e-1", ...about, expected: 1_500 };

const view: ContractAnswer = {
  id: "k-1",
  customer: "c-17",
  customerName: "Northwind",
  number: "MSA-7",
  template: "yearly",
  name: "Yearly",
  status: "running",
  start: "2026-01-01",
  end: "2027-01-01",
  renewsOn: "2027-01-01",
  noticeBy: "2026-10-03",
  noticeGiven: false,
  endsOn: null,
  netDays: 45,
  commitment: { amount: "30000 USD", per: "quarterly", shortfall: "true-up" },
  terms: [{ start: "2026-01-01", end: "2027-01-01", months: 12, model: "acme@1", by: "signature" }],
  periods: [
    {
      from: "2026-01-01T00:00:00Z",
      to: "2026-04-01T00:00:00Z",
      committed: "30000.00",
      spent: "28000.00",
      billed: "2000.00",
      carried: "0.00",
    },
  ],
  remaining: { total: "92000.00", withinYear: "92000.00" },
  dates: [
    { kind: "commitment-end", on: "2026-07-01", amount: "28000.00", note: null },
    { kind: "notice-deadline", on: "2026-10-03", amount: null, note: null },
    { kind: "contract-renews", on: "2027-01-01", amount: null, note: null },
    { kind: "escalation", on: "2027-01-01", amount: null, note: "3%" },
  ],
  purchases: ["s-1"],
};

const views = { items: [view] };

const viewsShape: Shape<{ readonly items: readonly ContractAnswer[] }> = object<{
  readonly items: readonly ContractAnswer[];
}>({ items: list(contractShape) });

const inPath = idInPath("The contract's id.", "k-1");

/** Signed contracts: what is told of them, and how they stand. */
export const contractRoutes: readonly Operation[] = [
  factRoute(
    "contract",
    "/v1/contracts",
    "signContract",
    {
      summary: "A customer signs a contract",
      description:
        "On a template of the model; it fills in what that leaves open. Purchases that name it as `contract` have its prices, discounts and days to pay, and count for its commitment.",
    },
    signed,
  ),
  factRoute(
    "contract-renewal",
    "/v1/contract-renewals",
    "renewContract",
    {
      summary: "Agree on the term that follows the present one",
      description:
        "Before that is over. What it does not say stays; a notice is taken back with it.",
    },
    renewal,
  ),
  factRoute(
    "contract-renewal-withdrawal",
    "/v1/contract-renewal-withdrawals",
    "withdrawRenewal",
    {
      summary: "Take back the term that was agreed to follow",
      description:
        "Before it begins. The contract ends, goes on by itself or keeps the notice that was given, as it did before.",
    },
    renewalWithdrawal,
  ),
  factRoute(
    "contract-notice",
    "/v1/contract-notices",
    "giveNotice",
    {
      summary: "Give notice: the term is the last one",
      description:
        "At least `renewal.noticeDays` of the template before its end. What is under the contract ends with it.",
    },
    notice,
  ),
  factRoute(
    "contract-notice-withdrawal",
    "/v1/contract-notice-withdrawals",
    "withdrawNotice",
    { summary: "Take a notice back", description: "While the term goes on that it ends." },
    withdrawal,
  ),
  factRoute(
    "index-value",
    "/v1/index-values",
    "tellIndexValue",
    {
      summary: "What the index stood at that a contract's prices move with",
      description:
        "Each anniversary takes the last value of a day up to it; one told late moves the periods that begin after.",
    },
    indexValue,
  ),
  factRoute(
    "volume-estimate",
    "/v1/volume-estimates",
    "estimateVolume",
    {
      summary: "What is now expected to be bought in a whole period of a contract's rebate",
      description:
        "In what the rebate counts: units or money. What is then expected to go back is owed to the customer, and revenue is corrected on the day.",
    },
    volumeEstimate,
  ),
  reading(
    {
      url: "/v1/contracts",
      id: "listContracts",
      tag: "Contracts",
      summary: "Contracts, those whose term ends first in front",
      description: "Those that have ended are left out, unless `status=ended` asks for them.",
      query: [
        {
          name: "status",
          description: "Those that stand so.",
          schema: { enum: contractStatuses },
          example: "running",
        },
        {
          name: "endsBefore",
          description: "Those whose last term so far ends before this local day.",
          schema: { type: "string", format: "date" },
          example: "2027-04-01",
        },
        {
          name: "noticeBefore",
          description:
            "Those on which notice can still be given, last on a day before this local one.",
          schema: { type: "string", format: "date" },
          example: "2026-11-01",
        },
        {
          name: "customer",
          description: "Of this customer.",
          schema: { type: "string", minLength: 1, maxLength: 255 },
          example: "c-17",
        },
        expand("`customer`", "customer"),
        ...paging,
      ],
      problems: [...pagingProblems, "invalid-request"],
    },
    answerComponent("ContractPage", pageShape(withCustomer(contractShape))),
    { ...views, next: null },
  ),
  reading(
    {
      url: "/v1/contracts/:id",
      id: "readContract",
      tag: "Contracts",
      summary: "One contract: its terms, and how its commitment stands",
      path: [inPath],
      problems: ["not-found"],
    },
    answerComponent("Contract", contractShape),
    view,
  ),
  reading(
    {
      url: "/v1/customers/:id/contracts",
      id: "listCustomerContracts",
      tag: "Contracts",
      summary: "What a customer has signed",
      path: [idInPath("The customer's id.", "c-17")],
      problems: ["not-found"],
    },
    answerComponent("Contracts", viewsShape),
    views,
  ),
];
