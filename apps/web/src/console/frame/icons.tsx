import type { ReactNode } from 'react';

/* Line icons on a 24 grid; drawn here so that a menu costs no icon library. */
const paths = {
  start: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  needs: 'M8 4h8v3H8zM6 5.5H5V20h14V5.5h-1M8.5 11.5h7M8.5 15.5h5',
  checks: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.2 15.2L20.5 20.5M8 10.7l2 2 3.4-3.6',
  proposals: 'M12 4v3M12 17v3M4 12h3M17 12h3M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  promises: 'M4 12.5l5 5L20 6.5',
  trips: 'M4 16V6h12v10M16 9h3l2 3.5V16M2.5 16h19M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  fairs: 'M4 6h16v14H4zM4 10h16M8 3.5v4M16 3.5v4M8 14h3M13.5 14h2.5',
  colleagues:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 4.5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.3.8 3.5 2.7 3.5 5.5',
  messages: 'M4 5h16v12H9l-5 4z',
  batches: 'M12 3.5l8 4-8 4-8-4zM4 12l8 4 8-4M4 16.5l8 4 8-4',
  registrations: 'M5 4h14v16H5zM9 9h6M9 13l2 2 4-4',
  enterprises: 'M4 20V9l6 3V9l6 3V4h4v16zM8 16h2M14 16h2',
  imports: 'M12 4v10M8 10.5l4 4 4-4M4 16v4h16v-4',
  retention: 'M5 4h14v16H5zM8 9h8M8 13h3M13 15.5l1.5 1.5 3-3.5',
  results: 'M4 4v16h16M7.5 8.5l4 3.5 4 4 4.5 1.5',
  runs: 'M5 6h4l6 12h4M5 18h4l1.5-3M13.5 9L15 6h4M17 4l2 2-2 2M17 16l2 2-2 2',
  offers: 'M12 4v3M12 17v3M4 12h3M17 12h3M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  rules: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  suppliers: 'M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.8 7 11 7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  surveys: 'M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h3',
  survey: 'M6 3.5h12v17H6zM9 9l1.5 1.5L13 8M9 15h6',
  deliveries: 'M3 11l18-7-7 17-2.5-7.5z',
  mass: 'M4 10v4h3l7 4V6l-7 4zM17 9.5a4 4 0 0 1 0 5',
  workers: 'M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 20.5c.5-4.5 3-6 7-6 1.6 0 3 .3 4.1.9M15 18l2 2 4-4.5',
  users: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-4.5 3.5-6 7.5-6s7 1.5 7.5 6',
  audit: 'M6 3.5h9l4 4V20.5H6zM9 11h6.5M9 14.5h6.5M9 18h4',
  jobs: 'M12 4a8 8 0 1 0 8 8M12 8v4.5l3 2M16 4h4v4',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
} satisfies Record<string, string>;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { name: IconName }): ReactNode => (
  <svg
    className="icon"
    viewBox="0 0 24 24"
    width="20"
    height="20"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d={paths[name]} />
  </svg>
);
