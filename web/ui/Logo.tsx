/** The mark: a chakana, the stepped Andean cross, with a place on the map in it. Decorative unless it has a title. */
export function Mark({ size = 32, title }: { size?: number; title?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
      focusable="false"
    >
      <path fill="var(--lago)" d="M11 1h10v5h5v5h5v10h-5v5h-5v5H11v-5H6v-5H1V11h5V6h5z" />
      <path fill="var(--on-lago)" d="M16 8.5a6 6 0 0 0-6 6c0 4.2 6 9.5 6 9.5s6-5.3 6-9.5a6 6 0 0 0-6-6z" />
      <circle cx="16" cy="14.5" r="2.4" fill="var(--band-2)" />
    </svg>
  );
}

/** Mark and name. */
export function Wordmark({ size = 32 }: { size?: number }) {
  return (
    <span className="wordmark">
      <Mark size={size} />
      <span className="wordmark-name">SIGG</span>
    </span>
  );
}
