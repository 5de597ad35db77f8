import { useQuery } from "@tanstack/react-query";
import { upcomingQuery } from "../../api/accounts.ts";
import { type FactBody, previewFact } from "../../api/facts.ts";
import { subscriptionQuery } from "../../api/subscriptions.ts";

/** One subscription. */
export const useSubscription = (id: string) => useQuery(subscriptionQuery(id));

/** What its customer's account will issue next by itself. */
export const useUpcoming = (customer: string) => useQuery(upcomingQuery(customer));

/** What a cancellation would make the account issue; asked anew for other terms of it. */
export const useCancelPreview = (customer: string, body: FactBody) =>
  useQuery({
    queryKey: ["preview", "cancel", JSON.stringify(body)],
    queryFn: () => previewFact("cancel", customer, body),
    retry: false,
  });
