/** A postal address, as it is printed. */
export interface Address {
  readonly line1?: string;
  readonly line2?: string;
  readonly postalCode?: string;
  readonly city?: string;
  /** State, province or county. */
  readonly region?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Who sells or buys, as it stood when the invoice was issued. */
export interface Party {
  readonly name: string;
  readonly address?: Address;
  /** With its country prefix: `DE136695976`. */
  readonly vatNumber?: string;
  /** Number in a register of companies. */
  readonly registration?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** Where a transfer goes. */
export interface BankAccount {
  readonly holder?: string;
  readonly iban?: string;
  readonly bic?: string;
  /** Outside SEPA: the account's number and the bank's routing number. */
  readonly accountNumber?: string;
  readonly routingNumber?: string;
  readonly bank?: string;
}

/** The seller, with what a payer needs to know. */
export interface Seller extends Party {
  readonly bankAccount?: BankAccount;
}

/** The buyer, with what its accounting asks to see on an invoice. */
export interface Buyer extends Party {
  /** What the buyer calls this purchase (EN 16931 BT-10): cost centre, department. */
  readonly reference?: string;
  /** Number of its order (EN 16931 BT-13). */
  readonly purchaseOrder?: string;
}
