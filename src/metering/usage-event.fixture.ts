import fc, { type Arbitrary } from "fast-check";
import type { EventValue } from "./event-data.ts";
import type { UsageEvent } from "./usage-event.ts";

/** The moment from which made-up events count their milliseconds. */
export const dawn = Date.UTC(2026, 0, 1);

let made = 0;

/** An event with all that a test leaves out; `at` is in milliseconds after {@link dawn}. */
export function event(
  data: UsageEvent["data"] = {},
  given: Partial<Omit<UsageEvent, "data" | "time">> & { readonly at?: number } = {},
): UsageEvent {
  made += 1;
  const { at = 0, ...rest } = given;
  return {
    id: `e-${made}`,
    source: "api",
    type: "call",
    customer: "c-1",
    time: dawn + at,
    data,
    ...rest,
  };
}

const quantities: Arbitrary<EventValue> = fc.oneof(
  fc.integer({ min: -20, max: 200 }),
  fc.integer({ min: -9_999, max: 99_999 }).map((hundredths) => hundredths / 100),
  fc.constantFrom("1.50", "0.0000005", "-3", "12345678901234567890.123", "007.10", "5"),
);
const unreadable: Arbitrary<EventValue> = fc.constantFrom("many", "", true, "1e5", " 5");

const optional = <T>(value: Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 8 });

/** Events with different identities, close together in time, not all of which a meter of `call` can read. */
export function anyEvents(maxLength = 30): Arbitrary<readonly UsageEvent[]> {
  const anyEvent: Arbitrary<UsageEvent> = fc
    .record({
      id: fc.integer({ min: 1, max: 60 }).map((n) => `e${n}`),
      source: fc.constantFrom("api", "gateway"),
      type: fc.constantFrom("call", "call", "call", "login"),
      time: fc.integer({ min: 0, max: 80 }).map((ms) => dawn + ms),
      amount: optional(
        fc.oneof({ weight: 9, arbitrary: quantities }, { weight: 1, arbitrary: unreadable }),
      ),
      region: optional(fc.constantFrom<EventValue>("eu", "us", "", 7, "7", true)),
      model: optional(fc.constantFrom("small", "large")),
    })
    .map(({ amount, region, model, ...rest }) => ({
      ...rest,
      customer: "c-1",
      data: {
        ...(amount === undefined ? {} : { amount }),
        ...(region === undefined ? {} : { region }),
        ...(model === undefined ? {} : { model }),
      },
    }));
  return fc.uniqueArray(anyEvent, { maxLength, selector: ({ id, source }) => `${source} ${id}` });
}
