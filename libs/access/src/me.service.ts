import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { UserAccount } from './access.entity.js';
import type { MeDto, MyContactDto } from './access.dto.js';
import { Identities } from './identity.js';
import { OrgTree } from './org-tree.service.js';
import { permissionCatalogue } from './permissions.js';
import { Privacy } from './privacy.service.js';

/** What a signed-in person is told about themselves. */
@Injectable()
export class Me {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgTree,
    private readonly identities: Identities,
    private readonly privacy: Privacy,
  ) {}

  async describe(who: Principal): Promise<MeDto> {
    const account = await this.uow.manager.findOneByOrFail(UserAccount, { id: who.userId });
    const nodes = await this.org.byIds(who.grants.flatMap((grant) => grant.nodeId ?? []));
    const held = new Set<string>(who.grants.map((grant) => grant.role));
    return {
      userId: who.userId,
      name: who.name,
      locale: account.locale,
      mustChange: account.mustChange,
      privacyDue: await this.privacy.due(who.userId),
      grants: who.grants.map(({ role, nodeId, enterpriseId, supplierId }) => ({
        role,
        nodeId,
        nodeName: nodeId === null ? null : (nodes.get(nodeId)?.name ?? null),
        enterpriseId,
        supplierId,
      })),
      permissions: Object.entries(permissionCatalogue.all()).flatMap(([name, roles]) =>
        roles.some((role) => held.has(role)) ? [name] : [],
      ),
    };
  }

  /** How the person is reached, for the forms in which they name themselves. */
  async contact(who: Principal): Promise<MyContactDto> {
    const { name, phone } = this.identities.open(await this.uow.manager.findOneByOrFail(UserAccount, { id: who.userId }));
    return { name, phone };
  }
}
