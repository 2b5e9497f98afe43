/** Path of the first of the named programs that is installed. */
export function findProgram(...names: string[]): string | undefined;
/** A port on loopback that was free a moment ago. */
export function freePort(): Promise<number>;
