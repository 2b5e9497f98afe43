import highsPackage, { type Highs } from 'highs';

/** The package's types say `default`; as CommonJS it is the function itself. */
const load = highsPackage as unknown as typeof highsPackage.default;

export const linearSolver = (): Promise<Highs> => load();
