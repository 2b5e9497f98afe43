/**
 * The two-sided 95 % quantile of Student's t.
 * Source: G. W. Hill, Algorithm 396: Student's t-quantiles, CACM 13 (1970).
 * @param df degrees of freedom, at least 1; need not be whole. Infinity gives the normal quantile.
 */
export const tQuantile95 = (df: number): number => {
  const p = 0.05;
  if (!(df < 1e6)) return 1.959963984540054;
  const n = Math.max(1, df);
  if (n < 1.0001) return 1 / Math.tan((p * Math.PI) / 2);
  if (Math.abs(n - 2) < 1e-4) return Math.sqrt(2 / (p * (2 - p)) - 2);
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  let c = ((20700 * a) / b - 98) * a - 16;
  c = c * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  let x = d * p;
  let y = x ** (2 / n);
  if (y > 0.05 + a) {
    x = -1.959963984540054;
    y = x * x;
    if (n < 5) c += 0.3 * (n - 4.5) * (x + 0.6);
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = Math.expm1(a * y * y);
  } else {
    y = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) + 1 / y;
  }
  return Math.sqrt(n * y);
};
