import type { Result } from "../fault/fault.ts";
import type { VatNumber } from "./vat-number.ts";

/** What a tax office said of a VAT number. */
export interface VatCheck {
  /** The number asked about, with its prefix. */
  readonly number: string;
  /** Whether it is registered for trade between member states on the day of the question. */
  readonly valid: boolean;
  /** As the office knows the holder; many offices do not say. */
  readonly name?: string;
  readonly address?: string;
  /** RFC 3339, UTC. */
  readonly checkedAt: string;
  /** The consultation number, proof of the question; given where the asker named itself. */
  readonly consultation?: string;
}

/**
 * Asks who keeps the register of VAT numbers: VIES, a national service, or a stand-in of a test.
 *
 * Refuses with `vat-check-unavailable` where the register did not answer and with `vat-check-limit` where it takes no
 * more questions now; both may be asked again later, and neither says anything of the number. Never throws for them.
 */
export interface VatNumberChecker {
  readonly check: (number: VatNumber) => Promise<Result<VatCheck>>;
}
