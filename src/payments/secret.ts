import { inspect } from "node:util";

/** A key that is shown to nobody by accident: printed, logged or written as JSON it is `[secret]`. */
export interface Secret {
  /** The key itself, for the one call that needs it. */
  readonly reveal: () => string;
  readonly toString: () => string;
  readonly toJSON: () => string;
}

const shown = "[secret]";

/** Wraps a key; the text lives in a closure that no printer can see. */
export function secret(text: string): Secret {
  const wrapped = {
    reveal: () => text,
    toString: () => shown,
    toJSON: () => shown,
    [inspect.custom]: () => shown,
  };
  return Object.freeze(wrapped);
}

/** What looks like a key or a one-time secret of Stripe, or like an authorization header, wherever it stands. */
const keyLike =
  /\b(?:sk|rk|pk|ek)_(?:live|test)_[A-Za-z0-9*_]+|\bwhsec_[A-Za-z0-9+/=_-]+|\b(?:pi|seti|cs)_[A-Za-z0-9_]*_secret_[A-Za-z0-9_]+|\bBearer\s+\S+|\bt=\d+,v\d=[0-9a-f]+\S*/g;

/** A card or account number: 12 to 19 digits, also in groups. */
const numberLike = /\b\d(?:[ -]?\d){11,18}\b/g;

const messageLengthMax = 300;

/** A provider's words, fit for a log: without the given secrets, anything shaped like one, or a card number; cut short. */
export function scrub(text: string, secrets: readonly Secret[] = []): string {
  const without = secrets
    .map((one) => one.reveal())
    .filter((one) => one !== "")
    .reduce((clean, one) => clean.replaceAll(one, shown), text);
  return without.replace(keyLike, shown).replace(numberLike, "[number]").slice(0, messageLengthMax);
}
