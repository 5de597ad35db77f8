/** What grants something to a customer. */
export interface EntitlementSource {
  readonly kind: "contract" | "trial" | "plan" | "addon" | "licence" | "default";
  /** Its id in the model; of a contract that of the signed one. Empty for a default. */
  readonly id: string;
}

/** Ids of the plans among what serves a customer, each once, their trials too. */
export const plansAmong = (sources: readonly EntitlementSource[]): readonly string[] => [
  ...new Set(sources.flatMap(({ kind, id }) => (kind === "plan" || kind === "trial" ? [id] : []))),
];
