/** What grants something to a customer. */
export interface EntitlementSource {
  readonly kind: "contract" | "trial" | "plan" | "addon" | "licence" | "default";
  /** Its id in the model; of a contract that of the signed one. Empty for a default. */
  readonly id: string;
}
