/** How people travel, in both languages. */
export const MODES = {
  train: ['火车', 'train'],
  coach: ['大巴', 'coach'],
  flight: ['飞机', 'flight'],
  car: ['小车', 'car'],
  own: ['自行前往', 'on their own'],
} as const;
