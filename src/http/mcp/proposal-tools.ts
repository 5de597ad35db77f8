import type { RouteToolEntry } from "./route-tool.ts";

/** What an agent may ask others to do. It does nothing by itself: somebody else approves it, and it is done as that person's act. */
export const proposalTools: readonly RouteToolEntry[] = [
  {
    name: "propose_change",
    title: "Propose a change",
    description:
      "Asks people to make a change: a request of the API (`method`, `path`, `body`) with the reason (`why`). Nothing happens until somebody who may approves it. What can be proposed, and what its body looks like, is in florin://changes. Preview the change first, and say in `why` what it would do.",
    operation: "proposeWrite",
  },
  {
    name: "list_proposals",
    title: "Changes that wait",
    description:
      "Changes that wait for approval or did, the newest first, with what became of each.",
    operation: "listApprovals",
  },
  {
    name: "get_proposal",
    title: "One change that waits",
    description: "A change that waits for approval or did: what it asks for, and who decided what.",
    operation: "getApproval",
    named: { proposal: "id" },
  },
];
