/** Money is kept in fen and said in whole yuan; null is no amount. */
export function yuanOf(fen: number): number;
export function yuanOf(fen: number | null | undefined): number | null;
export function yuanOf(fen: number | null | undefined): number | null {
  return fen == null ? null : Math.round(fen / 100);
}

export function fenOf(yuan: number): number;
export function fenOf(yuan: number | null): number | null;
export function fenOf(yuan: number | null): number | null {
  return yuan === null ? null : yuan * 100;
}
