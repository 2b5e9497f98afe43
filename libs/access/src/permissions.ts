import type { Role } from '#platform/http';

const catalogue = new Map<string, readonly Role[]>();

/** Adds a library's permissions, each with the roles that hold it. Called once where the library's module is declared.
 * @throws Error for a permission that another library has defined with other roles. */
export const definePermissions = <P extends string>(permissions: Record<P, readonly Role[]>): Record<P, readonly Role[]> => {
  for (const [name, roles] of Object.entries<readonly Role[]>(permissions)) {
    const known = catalogue.get(name);
    if (known && known.join() !== roles.join()) throw new Error(`the permission ${name} is defined twice, with different roles`);
    catalogue.set(name, Object.freeze([...roles]));
  }
  return permissions;
};

/** Who may do what, over all libraries that are loaded. */
export const permissionCatalogue = {
  has: (permission: string): boolean => catalogue.has(permission),
  /** @throws Error for a name that nobody defined: a typing error, not a refusal. */
  rolesOf: (permission: string): readonly Role[] => {
    const roles = catalogue.get(permission);
    if (!roles) throw new Error(`the permission ${permission} is in nobody's catalogue`);
    return roles;
  },
  all: (): Record<string, readonly Role[]> => Object.fromEntries([...catalogue].sort(([a], [b]) => (a < b ? -1 : 1))),
};
