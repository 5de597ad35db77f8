/** What a VAT number of one prefix looks like. */
export interface VatNumberRule {
  /** The number after its prefix, in its normal form. */
  readonly pattern: RegExp;
  /** A number in use, for people. */
  readonly example: string;
  /** Whether the check digits are right; the number already fits the pattern. */
  readonly check: (number: string) => boolean;
}
