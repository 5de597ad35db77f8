/** A postal address, as it is printed. */
export interface SellerAddress {
  readonly line1?: string;
  readonly line2?: string;
  readonly postalCode?: string;
  readonly city?: string;
  /** State, province or county. */
  readonly region?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Where a transfer goes: by IBAN, or by account and routing number outside SEPA. */
export interface SellerBankAccount {
  readonly holder?: string;
  readonly iban?: string;
  readonly bic?: string;
  readonly accountNumber?: string;
  readonly routingNumber?: string;
  readonly bank?: string;
}

/** Who sells, as invoices name it. The same fields as the seller of an invoice. */
export interface Seller {
  /** The legal name. */
  readonly name: string;
  readonly address?: SellerAddress;
  /** With its country prefix: `DE136695976`. */
  readonly vatNumber?: string;
  /** Number in a register of companies. */
  readonly registration?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly bankAccount?: SellerBankAccount;
}
