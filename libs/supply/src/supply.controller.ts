import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, IfMatch, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { fenOf, occupations } from '#reference';
import { BatchService } from './batch.service.js';
import {
  BatchDto,
  BatchEditDto,
  BatchQuery,
  InvitedSupplierPersonDto,
  NewBatchDto,
  NewSupplierDto,
  NewSupplierPersonDto,
  ProvinceSupplyDto,
  SupplierDto,
  SupplierEditDto,
  SupplierPersonDto,
  SupplierQuery,
} from './supply.dto.js';
import { batchesExport, suppliersExport } from './supply.export.js';
import type { SupplyBatch } from './supply.entity.js';
import { problems } from './supply.problems.js';
import { SupplyReads } from './supply.reads.js';
import { SupplierService } from './supply.service.js';

const versionOf = (version: number | null): number => {
  if (version === null) throw problems('supply.if_match');
  return version;
};

@Resource('suppliers')
export class SupplierController {
  constructor(
    private readonly suppliers: SupplierService,
    private readonly exports: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'supply.read', returns: SupplierDto, list: true, summary: 'Stations and other suppliers by name' })
  async list(@Caller() who: Principal, @Query() query: SupplierQuery) {
    const page = await this.suppliers.list(who, { kind: query.kind, search: query.q }, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => SupplierDto.of(one)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'supply.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All suppliers that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: SupplierQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, suppliersExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    permission: 'supply.manage',
    body: NewSupplierDto,
    returns: SupplierDto,
    status: 201,
    summary: 'Take in a supplier',
  })
  async create(@Caller() who: Principal, @Body() body: NewSupplierDto) {
    return SupplierDto.of(await this.suppliers.create(who, NewSupplierDto.given(body)));
  }

  @Action({
    method: 'GET',
    path: 'by-province',
    permission: 'supply.read',
    returns: ProvinceSupplyDto,
    array: true,
    summary: 'Who sends from where: active suppliers and their people by province',
  })
  async byProvince(@Caller() who: Principal): Promise<ProvinceSupplyDto[]> {
    return this.suppliers.byProvince(who);
  }

  @Action({ method: 'GET', path: ':id', permission: 'supply.read', returns: SupplierDto, summary: 'One supplier' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return SupplierDto.of(await this.suppliers.one(who, id));
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'supply.manage',
    body: SupplierEditDto,
    returns: SupplierDto,
    summary: 'Change a supplier; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: SupplierEditDto) {
    return SupplierDto.of(await this.suppliers.edit(who, id, versionOf(version), body));
  }

  @Action({
    method: 'GET',
    path: ':id/accounts',
    permission: 'supply.manage',
    returns: SupplierPersonDto,
    array: true,
    summary: 'People who act for a supplier',
  })
  async staff(@Caller() who: Principal, @Param('id') id: string): Promise<SupplierPersonDto[]> {
    return (await this.suppliers.staff(who, id)).map(({ userId, name }) => ({ userId, name }));
  }

  @Action({
    method: 'POST',
    path: ':id/accounts',
    permission: 'supply.manage',
    body: NewSupplierPersonDto,
    returns: InvitedSupplierPersonDto,
    status: 201,
    summary: 'Give a person of the supplier an account; they choose their password by a one-time link',
  })
  async addStaff(@Caller() who: Principal, @Param('id') id: string, @Body() body: NewSupplierPersonDto): Promise<InvitedSupplierPersonDto> {
    return { ...(await this.suppliers.addStaff(who, id, body)), name: body.name };
  }
}

@Resource('batches')
export class BatchController {
  constructor(
    private readonly batches: BatchService,
    private readonly reads: SupplyReads,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'supply.read',
    returns: BatchDto,
    list: true,
    summary: 'Batches, newest first; suppliers see their own',
  })
  async list(@Caller() who: Principal, @Query() query: BatchQuery) {
    const filter = { supplierId: query.supplier, occupation: query.occupation, state: query.state, free: query.free };
    const page = await this.batches.list(who, filter, query.cursor, query.limit ?? 20);
    return { items: await this.named(page.items), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'supply.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All batches that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: BatchQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, batchesExport, query, (asked) => this.list(who, asked));
  }

  @Action({ method: 'POST', permission: 'supply.offer', body: NewBatchDto, returns: BatchDto, status: 201, summary: 'Offer people' })
  async create(@Caller() who: Principal, @Body() body: NewBatchDto) {
    const { supplierId = null, skillLevel = 0, smallestGroup = 1, note = null, wageYuan, ...rest } = body;
    const graduates = { degree: body.degree ?? null, major: body.major ?? null, graduatesOn: body.graduatesOn ?? null };
    const given = { ...rest, ...graduates, supplierId, skillLevel, smallestGroup, note, wageFen: fenOf(wageYuan) };
    return this.dto(await this.batches.create(who, given));
  }

  @Action({ method: 'GET', path: ':id', permission: 'supply.read', returns: BatchDto, summary: 'One batch' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return this.dto(await this.batches.one(who, id));
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'supply.offer',
    body: BatchEditDto,
    returns: BatchDto,
    summary: 'Change a batch; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: BatchEditDto) {
    const { wageYuan, ...rest } = body;
    return this.dto(
      await this.batches.edit(who, id, versionOf(version), { ...rest, ...(wageYuan === undefined ? {} : { wageFen: fenOf(wageYuan) }) }),
    );
  }

  @Action({
    method: 'POST',
    path: ':id/close',
    permission: 'supply.offer',
    returns: BatchDto,
    summary: 'Close a batch; what is promised and committed stays',
  })
  async close(@Caller() who: Principal, @Param('id') id: string) {
    return this.dto(await this.batches.close(who, id));
  }

  private async dto(batch: SupplyBatch): Promise<BatchDto> {
    const [dto] = await this.named([batch]);
    return dto as BatchDto;
  }

  private async named(batches: SupplyBatch[]): Promise<BatchDto[]> {
    const names = new Map((await this.reads.suppliers(batches.map((one) => one.supplierId))).map((one) => [one.id, one.name]));
    return batches.map((one) =>
      BatchDto.of(one, {
        supplier: names.get(one.supplierId) ?? '',
        occupation: occupations.byCode(one.occupationCode)?.name ?? one.occupationCode,
      }),
    );
  }
}
