/** A message as it came over HTTP. Header names in small letters. */
export interface WebhookDelivery {
  /** The bytes as they came: a body that was parsed and written again has another signature. */
  readonly body: Uint8Array | string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}
