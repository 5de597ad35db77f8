import type { Statement } from "../tenant.ts";

/**
 * Which of the customers $1 got an event since $2 that happened before $3, and came in late, or lost one: indexes of late
 * and of corrected events answer for hundreds of customers at once, however many events and months there are.
 */
export const findLateCustomers: Statement = {
  name: "find-late-customers",
  text: `
    select customer
    from events
    where customer = any($1::text[]) and received_at >= $2::timestamptz and time < $3::timestamptz
      and received_at - time > interval '5 minutes'
    union
    select customer
    from events
    where customer = any($1::text[]) and withdrawn_at >= $2::timestamptz and time < $3::timestamptz
      and withdrawn_at is not null`,
};
