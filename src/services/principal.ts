import type { Allowed } from "../access/allows.ts";

/** Who is asking: a tenant, and what the credential may do. */
export interface Principal {
  readonly tenant: string;
  /** Identifies the credential in logs; never the secret itself. */
  readonly credential: string;
  /** A browser sends a session's cookie by itself, so a change by a session must come from the console's own pages. */
  readonly kind: "key" | "session";
  /** Who is signed in, where it is a person. */
  readonly member?: string;
  /** The role of somebody who is signed in. */
  readonly role?: string;
  /** Who made the key, as the audit log names people; where that is known. */
  readonly maker?: string;
  /** Who acts in the portal of a customer, as the audit log names them; absent of everybody else. */
  readonly portal?: string;
  /** Why they do it, in their own words; kept with what the audit log says of it. */
  readonly reason?: string;
  /** The approval whose kept request is performed by it. */
  readonly approval?: string;
  /** Their session, and the organisation whose member they are. */
  readonly session?: string;
  readonly organisation?: string;
  /** The environments of the organisation that they may enter; absent for all. */
  readonly environments?: readonly string[];
  readonly allowed: Allowed;
}
