import type { CurrencyCode } from "../../money/currency.ts";
import type { TaxCategory } from "../../tax/tax-category.ts";
import type { EInvoiceProfile } from "../document-settings.ts";

/**
 * An invoice by the semantic model of EN 16931-1:2017, complete and with the signs the norm wants. Both syntaxes write
 * this, so UBL and CII cannot disagree. Amounts are minor-unit decimals as text, days ISO 8601, all texts sound.
 * A field names its business term (BT) or group (BG) where its name does not.
 */
export interface EInvoice {
  readonly profile: EInvoiceProfile;
  readonly kind: "invoice" | "credit-note";
  readonly number: string;
  readonly issueDay: string;
  readonly dueDay?: string;
  readonly currency: CurrencyCode;
  readonly notes: readonly string[];
  readonly buyerReference?: string;
  readonly orderReference?: string;
  /** BT-12. */
  readonly contractReference?: string;
  /** BG-3: the numbers of the invoices that this one corrects. */
  readonly preceding: readonly string[];
  /** BG-14. */
  readonly period?: EDays;
  readonly seller: EParty;
  /** BG-6. */
  readonly contact?: { readonly name?: string; readonly phone?: string; readonly email?: string };
  readonly buyer: EParty;
  /** BT-80. */
  readonly deliveryCountry?: string;
  readonly payment?: EPayment;
  /** BT-20. */
  readonly paymentTerms: string;
  /** BG-23. */
  readonly taxes: readonly ETax[];
  readonly totals: ETotals;
  /** BG-25. */
  readonly lines: readonly ELine[];
}

/** The first and the last day of a period, both within it. */
export interface EDays {
  readonly first: string;
  readonly last: string;
}

/** BG-4 and BG-7. */
export interface EParty {
  readonly name: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly region?: string;
  readonly country: string;
  /** BT-31, BT-48. */
  readonly vatNumber?: string;
  /** BT-30, BT-47. */
  readonly registration?: string;
  /** BT-34, BT-49, in the scheme of electronic mail. */
  readonly email?: string;
}

/** BG-16 and BG-17. */
export interface EPayment {
  /** UNTDID 4461: 58 SEPA credit transfer, 30 credit transfer, 97 clearing between partners. */
  readonly meansCode: "58" | "30" | "97";
  /** BT-83. */
  readonly reference: string;
  /** BT-84: an IBAN or, outside SEPA, the bank's own number. */
  readonly account?: {
    readonly id: string;
    readonly isIban: boolean;
    readonly holder?: string;
    readonly bic?: string;
  };
}

/** One rate of tax: BT-116 to BT-121. */
export interface ETax {
  readonly category: TaxCategory;
  /** Absent outside the scope of tax. */
  readonly rate?: string;
  readonly base: string;
  readonly amount: string;
  readonly exemptionCode?: string;
  readonly exemptionReason?: string;
}

/** BG-22. There are no allowances or charges on the whole document: discounts belong to lines. */
export interface ETotals {
  /** BT-106, and BT-109, which is the same without allowances. */
  readonly net: string;
  /** BT-110. */
  readonly tax: string;
  /** BT-112. */
  readonly gross: string;
  /** BT-113. */
  readonly paid?: string;
  /** BT-115. */
  readonly due: string;
}

/** BG-25: one line. */
export interface ELine {
  readonly id: string;
  /** BT-127: whom it is for, where that is not the buyer, and the bundle that it is a part of. */
  readonly note?: string;
  /** BT-133, the buyer accounting reference. */
  readonly costCentre?: string;
  /** BT-153. */
  readonly name: string;
  /** BT-154. */
  readonly description?: string;
  readonly period?: EDays;
  /** BT-129; has the sign of the gross amount, for a price is never below zero (BR-27). */
  readonly quantity: string;
  /** UN/ECE Recommendation 20. */
  readonly unitCode: string;
  /** BT-146, for `priceQuantity` units (BT-149). */
  readonly price: string;
  readonly priceQuantity?: string;
  /** BG-27 and BG-28: what came off or went on after quantity × price. */
  readonly adjustments: readonly EAdjustment[];
  /** BT-131. */
  readonly net: string;
  readonly tax: { readonly category: TaxCategory; readonly rate?: string };
}

/** A discount of a line; a surcharge where the data takes a discount back. The amount is above zero. */
export interface EAdjustment {
  readonly kind: "allowance" | "charge";
  readonly amount: string;
  readonly reason: string;
}
