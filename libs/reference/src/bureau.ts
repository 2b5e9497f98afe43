import { divisions } from './tables.js';

/** Who runs this site and signs its documents: the name that was set, or one made from the city's. */
export const bureauName = ({ BUREAU_NAME, GANGQIAO_CITY }: { BUREAU_NAME?: string; GANGQIAO_CITY: string }): string =>
  BUREAU_NAME ?? `${divisions.byCode(GANGQIAO_CITY)?.name ?? ''}人力资源和社会保障局`;
