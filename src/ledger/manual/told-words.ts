import { patterned } from "../../model/shape-values.ts";

/** Why something is booked, or who answers for it: 1 to 500 characters on one line. */
export const words = patterned(/^(?=.*\S)[^\p{Cc}]{1,500}$/u, "because", {
  code: "invalid-text",
  message: "a reason and a name have 1 to 500 characters on one line",
});
