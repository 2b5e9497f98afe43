import { Injectable } from '@nestjs/common';
import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { Authorizer, forbidden, type Principal, type Role } from '#platform/http';
import { covers, scopeOf, type Scope, type Target } from './domain/scope.js';
import { permissionCatalogue } from './permissions.js';
import { problems } from './access.problems.js';

/** Which objects a person may see or change, from the roles they hold and what those stand on. */
@Injectable()
export class AccessService extends Authorizer {
  known(permission: string): boolean {
    return permissionCatalogue.has(permission);
  }

  can(who: Principal, permission: string): boolean {
    const roles = rolesFor(who, permission);
    return who.grants.some((grant) => roles.includes(grant.role));
  }

  /** For lists: what the person's grants with this permission reach. Reaches nothing when they do not hold it. */
  scope(who: Principal, permission: string): Scope {
    return scopeOf(who.grants, rolesFor(who, permission));
  }

  canSee(who: Principal, permission: string, target: Target): boolean {
    return covers(this.scope(who, permission), target);
  }

  /** @throws Problem 403 without the permission; 404 for an object outside its scope, so that nobody learns that it exists. */
  require(who: Principal, permission: string, target?: Target): void {
    if (!this.can(who, permission)) throw forbidden();
    if (target && !this.canSee(who, permission, target)) throw problems('access.outside');
  }
}

/** Which of somebody's roles count for a permission: none where another system acts for them without it. */
const rolesFor = ({ token }: Principal, permission: string): readonly Role[] => {
  const roles = permissionCatalogue.rolesOf(permission);
  return token && !token.permissions.includes(permission) ? [] : roles;
};

/** Column paths of a query that say to whom a row belongs. */
export interface ScopeColumns {
  nodePath?: string;
  enterpriseId?: string;
  supplierId?: string;
}

let serial = 0;

/** Adds the condition that a row lies within the scope. A scope that reaches nothing finds nothing. */
export const withinScope = <T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  scope: Scope,
  columns: ScopeColumns,
): SelectQueryBuilder<T> => {
  if (scope.all) return query;
  const alternatives: [condition: string, parameters: ObjectLiteral][] = [];
  const add = (condition: (name: string) => string, value: unknown): void => {
    const name = `scope${(serial = (serial + 1) % 1_000_000)}`;
    alternatives.push([condition(name), { [name]: value }]);
  };
  // Paths hold ids only, so there is no wildcard in them to escape.
  if (columns.nodePath) for (const path of scope.paths) add((name) => `${columns.nodePath} LIKE :${name}`, `${path}%`);
  if (columns.enterpriseId && scope.enterpriseIds.length > 0)
    add((name) => `${columns.enterpriseId} IN (:...${name})`, scope.enterpriseIds);
  if (columns.supplierId && scope.supplierIds.length > 0) add((name) => `${columns.supplierId} IN (:...${name})`, scope.supplierIds);
  const [first, ...others] = alternatives;
  if (!first) return query.andWhere('1 = 0');
  // One condition stands by itself: within an OR the embedded database would not use its index.
  if (others.length === 0) return query.andWhere(...first);
  return query.andWhere(
    new Brackets((either) => {
      for (const alternative of alternatives) either.orWhere(...alternative);
    }),
  );
};
