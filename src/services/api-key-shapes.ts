import { list, literal, text, whole } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import {
  type ApiKeyRequest,
  type ApiKeyView,
  type KeyRotation,
  type NewApiKey,
  overlapHoursMax,
} from "./key-desk.ts";
import { instantText, nullable } from "./report-shapes.ts";

/** What a new API key is to be. */
export const apiKeyRequestShape = object<ApiKeyRequest>({
  name: optional(text),
  scopes: list(text, 1),
  expiresAt: optional(instantText),
});

/** How a key is to be replaced. */
export const keyRotationShape = object<KeyRotation>({
  overlapHours: optional(whole(0, overlapHoursMax)),
});

const viewFields = {
  id: text,
  name: text,
  prefix: text,
  scopes: list(text),
  state: literal("works", "revoked", "expired", "other-secret"),
  createdAt: instantText,
  expiresAt: nullable(instantText),
  revokedAt: nullable(instantText),
  lastUsedAt: nullable(instantText),
  replacedBy: nullable(text),
};

/** A key as it is listed. */
export const apiKeyShape = object<ApiKeyView>(viewFields);

/** A key that was just made. */
export const newApiKeyShape = object<NewApiKey>({ ...viewFields, key: text });
