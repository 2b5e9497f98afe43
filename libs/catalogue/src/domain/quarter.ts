/** `2026Q1` → `2025Q4`. */
export const quarterBefore = (quarter: string): string => {
  const [year, part] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))];
  return part > 1 ? `${year}Q${part - 1}` : `${year - 1}Q4`;
};
