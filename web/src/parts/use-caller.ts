import { useQuery } from "@tanstack/react-query";
import { type Caller, callerQuery } from "../api/caller.ts";

/** Who uses the console; undefined until it is known. */
export const useCaller = (): Caller | undefined => useQuery(callerQuery).data;

/** Whether the caller may do something; everything is offered until it is known, for the server decides. */
export function useMay(): (action: string) => boolean {
  const caller = useCaller();
  return (action) => caller === undefined || caller.actions.includes(action);
}

/** Whether a person is signed in, who does things in their own name. */
export const useIsPerson = (): boolean => (useCaller()?.member ?? null) !== null;

/** Whether the session changes things itself: that of a person does, and on one's own machine one without a login may. */
export const useSessionWrites = (): boolean =>
  useCaller()?.actions.some((action) => !action.endsWith(".read")) ?? false;
