import type { FastifyRequest } from 'fastify';

export const ROLES = ['city-admin', 'city-staff', 'county-staff', 'liaison', 'enterprise', 'supplier', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** A role and what it stands on: a node of the organisation tree, an enterprise or a supplier. */
export interface Grant {
  role: Role;
  nodeId: string | null;
  /** Ids from the root to the node, '/a/b/c/'; what it covers has a path that starts with it. */
  path: string | null;
  enterpriseId: string | null;
  supplierId: string | null;
}

/** The person behind a request. */
export interface Principal {
  userId: string;
  name: string;
  grants: Grant[];
  sessionId: string;
  locale: 'zh' | 'en';
  /** Another system acts for the person, with these permissions at most. */
  token?: { id: string; name: string; permissions: readonly string[] };
}

/** Tells who sent a request; null when nobody is signed in. Implemented by the access library. */
export abstract class Authenticator {
  abstract authenticate(request: FastifyRequest): Promise<Principal | null>;
}

/** Tells whether a person holds a permission at all; on which object is the service's question. Implemented by the access library. */
export abstract class Authorizer {
  abstract known(permission: string): boolean;
  abstract can(who: Principal, permission: string): boolean;
}
