import { expectOk } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { revenueVersion } from "../../store/revenue-invoices.ts";
import { findZone } from "../../time/zone.ts";
import { type AnswerIn, rememberAnswers } from "../remembered-answers.ts";
import { type RecognisedMonth, recogniseOpen } from "./recognise-open.ts";
import { type RememberedSeals, rememberSeals } from "./remembered-seals.ts";

/** What is remembered of looks at an open month. */
export interface RememberedCloses {
  readonly seals: RememberedSeals;
  /** What a month would recognise, where nothing is kept of it; worked out once for as long as nothing is posted or told of what was sold. */
  readonly recognise: AnswerIn<{ readonly month: Month; readonly zone: string }, RecognisedMonth>;
}

/** Sums of a month by account and stream, so many. */
const monthsMost = 32;

/** Nothing yet. */
export const rememberCloses = (): RememberedCloses => ({
  seals: rememberSeals(),
  recognise: rememberAnswers({
    versionOf: revenueVersion,
    answer: (tx, { month, zone }) => recogniseOpen(tx, month, expectOk(findZone(zone)), false),
    most: monthsMost,
    lasts: ({ isLasting }) => isLasting,
  }),
});
