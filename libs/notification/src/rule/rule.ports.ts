/** Port: the days that are no ordinary working days or weekends, from one on. */
export abstract class OfficeCalendar {
  abstract from(day: string): Promise<ReadonlyMap<string, 'holiday' | 'workday'>>;
}

/** Who hears of something, as roles on what it is about. */
export const AUDIENCES = ['enterprise', 'supplier', 'county', 'liaison', 'city', 'person', 'administrators', 'visitor', 'many'] as const;
export type AudienceKind = (typeof AUDIENCES)[number];

/** Port: whom each kind of message goes to. */
export abstract class MessageAudiences {
  abstract of(template: string): readonly AudienceKind[];
}
