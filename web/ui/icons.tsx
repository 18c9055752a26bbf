import type { ReactNode } from 'react';

/** Line drawings on a grid of 24, drawn for this product. */
const drawings = {
  home: <path d="M4 11.5 12 4l8 7.5M6 10v10h12V10M10 20v-6h4v6" />,
  alliance: (
    <>
      <path d="M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zm8 0a3 3 0 1 0 0-6 3 3 0 0 0 0 6z" />
      <path d="M2.5 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M14.5 14.3c3.5-.9 7 1.3 7 4.7" />
    </>
  ),
  map: <path d="m9 5-5.5 2v12L9 17l6 2 5.5-2V5L15 7 9 5zm0 0v12m6-10v12" />,
  duplicate: <path d="M9 9h11v11H9zM15 9V4H4v11h5" />,
  users: <path d="M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c0-3.5 3-6 7-6s7 2.5 7 6" />,
  device: <path d="M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm3 15h2" />,
  status: <path d="M3 12h4l2.5-6 4 12 2.5-6h5" />,
  journal: <path d="M6 3h12v18H6zM9 8h6M9 12h6M9 16h3" />,
  download: <path d="M12 4v11m-4-4 4 4 4-4M4 19h16" />,
  upload: <path d="M12 15V4m-4 4 4-4 4 4M4 19h16" />,
  api: <path d="m8 8-4 4 4 4m8-8 4 4-4 4M13.5 5l-3 14" />,
  verify: <path d="m4 12.5 5 5L20 6.5" />,
  figures: <path d="M4 20V10m5 10V4m5 16v-7m5 7V8" />,
  conflict: <path d="M4 7h9m0 0-3-3m3 3-3 3m10 7h-9m0 0 3-3m-3 3 3 3" />,
  search: <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zm5-1.5L20 20" />,
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  sun: (
    <path d="M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm0-13v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4" />
  ),
  moon: <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z" />,
  auto: <path d="M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 0v16" />,
  person: <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 8.5c0-3.5 3-5.5 7-5.5s7 2 7 5.5" />,
  out: <path d="M14 4H5v16h9m-3-8h10m-3-3 3 3-3 3" />,
  columns: <path d="M4 5h16v14H4zM9.5 5v14M14.5 5v14" />,
  up: <path d="m6 14 6-6 6 6" />,
  down: <path d="m6 10 6 6 6-6" />,
  left: <path d="m14 6-6 6 6 6" />,
  right: <path d="m10 6 6 6-6 6" />,
  bell: <path d="M6 17h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v4.5L6 17zm4.2 0a1.9 1.9 0 0 0 3.6 0M12 5.5V4" />,
  speech: <path d="M4 5h16v11h-9l-5 4v-4H4zM8 9h8M8 12h5" />,
  clock: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2.5" />,
  lock: <path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />,
  warning: <path d="M12 4 2.5 20h19L12 4zm0 6v5m0 2.5v.1" />,
  info: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5m0-9v.1" />,
  nosignal: <path d="M4 20V16m5 4v-7m5 7v-3m5 3V5M4 4l16 16" />,
  empty: <path d="M4 13v6h16v-6M4 13l3-8h10l3 8M4 13h5l1.5 2.5h3L15 13h5" />,
  file: <path d="M7 3h7l4 4v14H7zM14 3v4h4" />,
  pin: <path d="M12 21s7-6.5 7-11.5a7 7 0 1 0-14 0C5 14.5 12 21 12 21zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z" />,
  print: <path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z" />,
  calendar: <path d="M4 6h16v14H4zM4 10h16M8 3.5V7m8-3.5V7" />,
  plus: <path d="M12 5v14M5 12h14" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** An icon is always beside words, so it is hidden from screen readers. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className="icon"
    >
      {drawings[name]}
    </svg>
  );
}
