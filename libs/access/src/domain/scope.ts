/** A role and what it stands on. */
export interface GrantLike {
  role: string;
  path: string | null;
  enterpriseId: string | null;
  supplierId: string | null;
}

/** What somebody may see or do with one permission; `paths` are prefixes of the organisation tree. */
export interface Scope {
  /** The whole installation, however the tree looks. */
  all: boolean;
  paths: string[];
  enterpriseIds: string[];
  supplierIds: string[];
}

/** To whom an object belongs. */
export interface Target {
  nodePath?: string | null | undefined;
  enterpriseId?: string | null | undefined;
  supplierId?: string | null | undefined;
}

/** Everything, for jobs and commands that act for nobody in particular. */
export const everything: Scope = Object.freeze({ all: true, paths: [], enterpriseIds: [], supplierIds: [] });

const present = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];

/** Without those that lie below another one. */
const outermost = (paths: string[]): string[] => paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(other)));

/** The scope that grants give for a permission held by `roles`. */
export const scopeOf = (grants: readonly GrantLike[], roles: readonly string[]): Scope => {
  const held = grants.filter((grant) => roles.includes(grant.role));
  return {
    all: false,
    paths: outermost(present(held.map((grant) => grant.path))),
    enterpriseIds: present(held.map((grant) => grant.enterpriseId)),
    supplierIds: present(held.map((grant) => grant.supplierId)),
  };
};

/** True when the object lies below one of the nodes, or belongs to one of the enterprises or suppliers. */
export const covers = (scope: Scope, target: Target): boolean =>
  scope.all ||
  (typeof target.nodePath === 'string' && scope.paths.some((path) => target.nodePath?.startsWith(path))) ||
  (typeof target.enterpriseId === 'string' && scope.enterpriseIds.includes(target.enterpriseId)) ||
  (typeof target.supplierId === 'string' && scope.supplierIds.includes(target.supplierId));
