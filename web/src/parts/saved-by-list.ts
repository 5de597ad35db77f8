import { createContext } from "react";

/** Whether a table stands in a list that saves it, with the rows that are still to be read. */
export const SavedByList = createContext(false);
