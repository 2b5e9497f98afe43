/** Prices are kept in thousandths of a yuan. */
export const yuanOf = (price: number): string => `¥${(price / 1_000).toFixed(3).replace(/0$/, '')}`;
