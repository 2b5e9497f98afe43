import encodeQR from 'qr';
import type { ReactNode } from 'react';

const BORDER = 2;

/** A code as one path, sharp at any size and in print. */
export const Qr = ({ text, label }: { text: string; label: string }): ReactNode => {
  const modules = encodeQR(text, 'raw', { border: BORDER });
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${modules.length} ${modules.length}`} shapeRendering="crispEdges">
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
