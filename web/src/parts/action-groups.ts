/** A thing that actions are about, with them: `customers`, and `customers.read`, `customers.write`. */
export interface ActionGroup {
  readonly subject: string;
  readonly actions: readonly string[];
}

/** Actions by what they are about, in the order that they are listed in. */
export function groupActions(actions: readonly string[]): readonly ActionGroup[] {
  const groups = new Map<string, string[]>();
  for (const action of actions) {
    const subject = action.slice(0, action.indexOf("."));
    groups.set(subject, [...(groups.get(subject) ?? []), action]);
  }
  return [...groups].map(([subject, grouped]) => ({ subject, actions: grouped }));
}

/** `credit-notes` as it is read: `Credit notes`. */
export const subjectWords = (subject: string): string =>
  `${subject.slice(0, 1).toUpperCase()}${subject.slice(1).replaceAll("-", " ")}`;

/** What is done, of `customers.read`: `read`. */
export const verbOf = (action: string): string =>
  action.slice(action.indexOf(".") + 1).replaceAll("-", " ");
