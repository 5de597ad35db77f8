/** What a chart of a plan can be of. */
export const chartSubjects = ["revenue", "billings", "mrr", "customers", "profit", "cash"] as const;

/** One of them. */
export type ChartSubject = (typeof chartSubjects)[number];
