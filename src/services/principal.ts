/** Who is asking: a tenant, and what the credential may do. */
export interface Principal {
  readonly tenant: string;
  /** Identifies the credential in logs; never the secret itself. */
  readonly credential: string;
  /** A console session reads; an API key reads and writes. */
  readonly may: "read" | "write";
}
