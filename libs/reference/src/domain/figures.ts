/** Which of the three figures a published number is: they are never mixed. */
export const FIGURES = ['live', 'estimate', 'frozen'] as const;
export type Figure = (typeof FIGURES)[number];
