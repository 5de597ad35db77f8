/** Florin's mark: a gold coin with its sign. Decorative; the name stands beside it. */
export function Coin({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="15" fill="var(--coin)" />
      <circle
        cx="16"
        cy="16"
        r="12.25"
        fill="none"
        stroke="var(--coin-ink)"
        strokeOpacity="0.35"
        strokeWidth="1"
      />
      <path
        d="M20.6 9.2c-2.6-1.5-4.7-.3-5.2 2.6l-1.9 9.4c-.5 2.5-2 3.5-4 2.7M11.3 14.8h8"
        fill="none"
        stroke="var(--coin-ink)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  );
}
