export interface Division {
  /** Six digits of GB/T 2260. */
  code: string;
  name: string;
  /** 1 province, 2 city or prefecture, 3 county or district. */
  level: 1 | 2 | 3;
  parent: string | null;
  /** Degrees; the parent's where its own are not known. null only when nothing above is known either. */
  lng: number | null;
  lat: number | null;
}
