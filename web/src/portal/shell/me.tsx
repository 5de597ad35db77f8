import { createContext, type ReactNode, useContext } from "react";
import type { Act, Me } from "../api/me.ts";

const Whose = createContext<Me | undefined>(undefined);

/** Tells every page whose portal it is. */
export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Whose value={me}>{children}</Whose>;
}

/** Whose portal this is. */
export function useMe(): Me {
  const me = useContext(Whose);
  if (me === undefined) throw new Error("useMe() stands within MeProvider");
  return me;
}

/** Whether this session may do something. */
export const useMay = (act: Act): boolean => useMe().acts.includes(act);
