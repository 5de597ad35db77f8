import { boolean, literal, text } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import type {
  CustomerKeyRequest,
  CustomerKeyView,
  KeyHolder,
  NewCustomerKey,
} from "./customer-keys.ts";
import { instantText, nullable } from "./report-shapes.ts";

/** What a new key is to be. */
export const customerKeyRequestShape = object<CustomerKeyRequest>({
  name: optional(text),
  expiresAt: optional(instantText),
});

const viewFields = {
  id: text,
  customer: text,
  name: text,
  prefix: text,
  state: literal("works", "revoked", "expired", "other-secret"),
  createdAt: instantText,
  expiresAt: nullable(instantText),
  revokedAt: nullable(instantText),
  lastUsedAt: nullable(instantText),
};

/** A key as it is listed. */
export const customerKeyShape = object<CustomerKeyView>(viewFields);

/** A key that was just made. */
export const newCustomerKeyShape = object<NewCustomerKey>({ ...viewFields, key: text });

/** A key whose holder is asked for. */
export const keyHolderRequestShape = object<{ readonly key: string }>({ key: text });

/** Whom a key stands for. */
export const keyHolderShape = object<KeyHolder>({
  known: boolean,
  customer: nullable(text),
  id: nullable(text),
  name: nullable(text),
  expiresAt: nullable(instantText),
});
