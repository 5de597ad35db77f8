/** Goes to a page of a payment provider: in a tab of its own where the portal stands in a frame, which such pages refuse. */
export function leaveFor(address: string, embedded: boolean): void {
  if (embedded) window.open(address, "_blank", "noopener");
  else location.assign(address);
}
