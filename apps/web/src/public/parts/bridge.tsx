import type { ReactNode } from 'react';

/** A stone arch bridge in one line: five spans, as there are five steps from survey to retention. */
export const Bridge = (): ReactNode => (
  <svg className="bridge" viewBox="0 0 1200 120" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
    <g fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d="M0 46C300 18 450 12 600 12s300 6 600 34" />
      <path d="M0 58C300 30 450 24 600 24s300 6 600 34" />
      <path d="M46 120a98 58 0 0 1 196 0M262 120a104 74 0 0 1 208 0M490 120a110 84 0 0 1 220 0" />
      <path d="M730 120a104 74 0 0 1 208 0M958 120a98 58 0 0 1 196 0" />
      <path d="M0 119.2h1200" strokeDasharray="34 18 80 26 12 30" />
    </g>
  </svg>
);
