import { Brackets, In } from 'typeorm';
import { defineRetention, keepWithoutRule } from '#platform/db';
import { Supplier } from './supply.entity.js';

const nobody = { contactName: null, contactPhone: null, contactNameSealed: null, contactPhoneSealed: null };

const supplierContactRule = defineRetention({
  name: 'supplier.contact',
  keepDays: 3 * 366,
  source: 'whom to call goes three years after the last batch of a supplier that is switched off; its promises and trips keep its name',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager
      .createQueryBuilder(Supplier, 'supplier')
      .select('supplier.id')
      .where('supplier.active = :no AND supplier.createdAt < :before', { no: false, before })
      .andWhere('NOT EXISTS (SELECT 1 FROM supply_batch batch WHERE batch.supplierId = supplier.id AND batch.createdAt >= :before)')
      .andWhere(
        new Brackets((named) => {
          for (const column of Object.keys(nobody)) named.orWhere(`supplier.${column} IS NOT NULL`);
        }),
      )
      .limit(limit)
      .getMany();
    if (rows.length > 0) await uow.manager.update(Supplier, { id: In(rows.map(({ id }) => id)) }, nobody);
    return rows.length;
  },
});

keepWithoutRule('counts of people that promises rest on; nobody is named', 'supply_batch');

export const supplyRetention = [supplierContactRule];
