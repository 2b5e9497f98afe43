import type { Type } from '@nestjs/common';
import type { LibraryName } from './libraries.js';

/** Something that can be injected, by its class. */
type Face<P = object> = abstract new (...args: never[]) => P;

/** A port and the provider of another library that answers it. */
export interface Port {
  provide: Face;
  useExisting: Type;
}

/** The provider need not know the port: it has to say the same. */
export const bind = <P extends object>(port: Face<P>, by: Face<NoInfer<P>>): Port => ({ provide: port, useExisting: by as Type });

/** A library that keeps up with another by reading it. */
export interface Feed {
  library: LibraryName;
  reads: Face;
  /** What it reads, and when. */
  when: string;
}
