import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { BatchLedger } from './batch-ledger.js';
import { BatchService } from './batch.service.js';
import { BatchFileController } from './batch-table/batch-file.controller.js';
import { BatchFileService } from './batch-table/batch-file.service.js';
import { BatchController, SupplierController } from './supply.controller.js';
import { SupplyHandlers } from './supply.handlers.js';
import { SupplyReads } from './supply.reads.js';
import { SupplyRepository } from './supply.repository.js';
import { SupplierPeople, SupplierService, SupplyAccess } from './supply.service.js';
import './supply.traces.js';

export const supplyPermissions = definePermissions({
  'supply.read': ['city-admin', 'city-staff', 'county-staff', 'auditor', 'supplier'],
  'supply.manage': ['city-admin', 'city-staff'],
  'supply.offer': ['city-admin', 'city-staff', 'supplier'],
});

@Module({
  imports: [AccessModule],
  controllers: [SupplierController, BatchFileController, BatchController],
  providers: [
    SupplyRepository,
    SupplyReads,
    BatchLedger,
    SupplyAccess,
    SupplierPeople,
    SupplierService,
    BatchService,
    BatchFileService,
    SupplyHandlers,
  ],
  exports: [SupplyReads, BatchLedger],
})
export class SupplyModule {}
