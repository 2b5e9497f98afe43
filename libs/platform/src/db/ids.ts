import { v7 } from 'uuid';

/** A new primary key: UUID v7, so that keys sort by time of creation. */
export const newId = (): string => v7();
