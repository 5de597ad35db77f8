/** How a change of a contract is accounted for (ASC 606-10-25-12 and 25-13, IFRS 15.20 and 21), and why. */
const modificationRules = {
  "separate-contract": "it adds distinct units at their stand-alone price",
  prospective:
    "what remains is distinct from what was transferred: the old terms end and the new ones begin",
  "cumulative-catch-up":
    "what remains is part of one obligation that is partly satisfied, so it is measured anew from its beginning",
} as const;

/** One of them. */
export type ModificationRule = keyof typeof modificationRules;
